import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Static, TSchema } from 'typebox';
import { apiSend, type WriteMethod } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { AreaField } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/problem.tsx';
import { problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { portalTexts } from './i18n/texts.ts';

/** Send a write, then read everything on the page again; `error` is what was refused. */
export function useAct() {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const act = async <S extends TSchema>(
    method: WriteMethod,
    path: string,
    body: unknown,
    schema: S,
  ): Promise<Static<S> | null> => {
    try {
      const reply = await apiSend(method, path, body, schema);
      setError(null);
      await client.invalidateQueries();
      return reply;
    } catch (refused) {
      setError(refused);
      return null;
    }
  };
  return { error, act };
}

export function Refused({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  return error ? <Said error={error} onRetry={onRetry} /> : null;
}

function Said({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  return <Problem problem={useProblemText(problemOf(error))} onRetry={onRetry} />;
}

interface Arrow {
  readonly event: string;
  readonly label: string;
  readonly reason: boolean;
}

interface ArrowsProps {
  readonly arrows: readonly Arrow[];
  /** Events that take words although the flow asks for none. */
  readonly worded?: readonly string[];
  readonly onTake: (event: string, text: string) => void;
}

/** What may be done next; a step that needs words asks for them first. */
export function Arrows({ arrows, worded = [], onTake }: ArrowsProps) {
  const say = useTexts(portalTexts);
  const [asking, setAsking] = useState<string | null>(null);
  const [text, setText] = useState('');
  const press = ({ event, reason }: Arrow) => (reason || worded.includes(event) ? setAsking(event) : onTake(event, ''));
  const confirm = (form: FormEvent) => {
    form.preventDefault();
    if (asking !== null) onTake(asking, text);
    setAsking(null);
    setText('');
  };
  if (asking === null)
    return (
      <p className="open-row">
        {arrows.map((arrow) => (
          <Button key={arrow.event} onClick={() => press(arrow)}>
            {arrow.label}
          </Button>
        ))}
      </p>
    );
  return (
    <form className="open-form" onSubmit={confirm}>
      <AreaField
        label={say('m.reason')}
        required
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="open-row">
        <Button look="main" type="submit">
          {say('m.decide')}
        </Button>
        <Button onClick={() => setAsking(null)}>{say('m.cancel')}</Button>
      </p>
    </form>
  );
}
