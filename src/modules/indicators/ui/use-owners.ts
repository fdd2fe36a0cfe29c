import { Type } from 'typebox';
import { DepartmentInfo } from '#contract/identity';
import { useGet } from '#web/query.ts';
import { useSession } from '#web/session.tsx';

const Departments = Type.Object({ departments: Type.Array(DepartmentInfo) });

export interface Owners {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The reader's own department where it is one of them, else the first. */
  readonly usual: string;
}

/** The departments whose indicators the reader may write (R15). */
export function useOwners(): Owners {
  const { scope, unit } = useSession().user;
  const { data } = useGet('/api/departments', Departments, { fixed: true });
  const own = scope.departments;
  const choices = (data?.departments ?? [])
    .filter(({ code }) => own === 'all' || own.includes(code))
    .map(({ code, name }) => ({ value: code, label: name }));
  const usual = choices.some(({ value }) => value === unit.code) ? unit.code : (choices[0]?.value ?? '');
  return { choices, usual };
}
