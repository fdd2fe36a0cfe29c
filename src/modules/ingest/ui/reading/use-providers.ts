import { useState } from 'react';
import { Type } from 'typebox';
import { DepartmentInfo } from '#contract/identity';
import { useTexts } from '#web/i18n/use-texts.ts';
import { useGet } from '#web/query.ts';
import { useSession } from '#web/session.tsx';
import { ingestTexts } from '../i18n/texts.ts';

const Departments = Type.Object({ departments: Type.Array(DepartmentInfo) });

/** The departments that the reader may name as provider; whoever answers for all, or for none, may leave it open (''). */
export function useProviders(proposed: string | null) {
  const say = useTexts(ingestTexts);
  const { departments: own } = useSession().user.scope;
  const { data } = useGet('/api/departments', Departments, { fixed: true });
  const [chosen, setProvider] = useState<string | null>(null);
  const named = (data?.departments ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const allowed = own === 'all' ? named : named.filter(({ value }) => own.includes(value));
  const mayLeaveOpen = own === 'all' || own.length === 0;
  const choices = mayLeaveOpen ? [{ value: '', label: say('accept.no-provider') }, ...allowed] : allowed;
  const first =
    proposed !== null && choices.some(({ value }) => value === proposed) ? proposed : (choices[0]?.value ?? '');
  return { choices, provider: chosen ?? first, setProvider };
}
