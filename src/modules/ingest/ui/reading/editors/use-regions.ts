import { Type } from 'typebox';
import { DivisionInfo } from '#contract/identity';
import { useGet } from '#web/query.ts';
import type { Region } from './region-match.ts';

const Divisions = Type.Object({ divisions: Type.Array(DivisionInfo) });

/** All regions that tables of this province may name: the nation, the provinces, cities, counties and zones. */
export function useRegions(): readonly Region[] {
  const { data } = useGet('/api/divisions?parent=100000&zones=true', Divisions, { fixed: true });
  const divisions = data?.divisions ?? [];
  const names = new Map(divisions.map(({ code, name }) => [code, name]));
  return divisions.map(({ code, name, level, parent, initials, aliases }) => ({
    code,
    name,
    level,
    above: level === 'province' ? null : (names.get(parent ?? '') ?? null),
    search: [code, name, initials, ...aliases].join(' '),
  }));
}
