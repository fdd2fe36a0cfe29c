import { Type } from 'typebox';
import { DivisionInfo } from '#contract/identity';
import { useGet } from '#web/query.ts';

const Divisions = Type.Object({ divisions: Type.Array(DivisionInfo) });

/** The province and its cities, in their usual order. */
export function usePlaces(): readonly { readonly code: string; readonly name: string }[] {
  const { data } = useGet('/api/divisions?parent=100000', Divisions, { fixed: true });
  const all = data?.divisions ?? [];
  return all
    .filter(
      ({ code, level }) => level === 'city' || all.some((other) => other.parent === code && other.level === 'city'),
    )
    .map(({ code, shortName }) => ({ code, name: shortName }));
}
