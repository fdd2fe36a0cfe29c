import { useState } from 'react';
import { BindingReply, type NewIndicator } from '#contract/indicators';
import { apiSend, Nothing } from '#web/api.ts';
import { type ApiProblem, problemOf } from '#web/problem.ts';

/** What a person wants of a measure. */
export interface Wish {
  /** An indicator that is there, or one that would be made. */
  readonly indicator: string | NewIndicator;
  readonly role: 'value' | 'yoy';
  /** Empty where the table states one. */
  readonly unit: string;
  readonly filter: Readonly<Record<string, string>>;
}

export interface BindingAct {
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  /** What a preview or a binding gave last. */
  readonly shown: BindingReply | null;
  preview(wish: Wish): Promise<void>;
  bind(wish: Wish): Promise<void>;
  unbind(id: string): Promise<void>;
  forget(): void;
}

/** Preview, bind and unbind one measure; `onChanged` follows what was stored. */
export function useBinding(resourceId: string, measure: string, onChanged: () => void): BindingAct {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [shown, setShown] = useState<BindingReply | null>(null);
  const run = async (work: () => Promise<BindingReply | null>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      setShown(await work());
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const send = ({ indicator, role, unit, filter }: Wish, preview: boolean) => {
    const target = typeof indicator === 'string' ? { indicator } : { newIndicator: indicator };
    const body = { resourceId, measure, ...target, role, filter, preview, ...(unit === '' ? {} : { unit }) };
    return apiSend('POST', '/api/indicators/bindings', body, BindingReply);
  };
  return {
    busy,
    problem,
    shown,
    preview: async (wish) => void (await run(() => send(wish, true))),
    bind: async (wish) => {
      if (await run(() => send(wish, false))) onChanged();
    },
    unbind: async (id) => {
      const done = await run(async () => {
        await apiSend('DELETE', `/api/indicators/bindings/${id}`, undefined, Nothing);
        return null;
      });
      if (done) onChanged();
    },
    forget: () => {
      setShown(null);
      setProblem(null);
    },
  };
}
