import { Type } from 'typebox';
import type { Screen } from '#contract/cockpit';
import { DivisionInfo } from '#contract/identity';
import { DefinitionList } from '#contract/indicators';
import { useGet } from '#web/query.ts';
import type { Entry } from './read/match-entries.ts';

/** An indicator that can be looked for. */
export interface IndicatorEntry extends Entry {
  readonly owner: string;
}

/** A place that can be looked for, with the place above it. */
export interface PlaceEntry extends Entry {
  readonly parent: string;
}

const Divisions = Type.Object({ divisions: Type.Array(DivisionInfo) });

/** All indicators by name, asked for when the reader begins to look; until they come, those of the screen. */
export function useIndicatorEntries({ heads, owners }: Pick<Screen, 'heads' | 'owners'>, asked: boolean) {
  const { data } = useGet('/api/indicators/definitions', DefinitionList, { enabled: asked, fixed: true });
  if (data) {
    return data.definitions.map(
      ({ code, name, shortName, ownerName }): IndicatorEntry => ({
        code,
        name,
        also: [shortName, code],
        owner: ownerName,
      }),
    );
  }
  return heads.map(
    ({ code, name, shortName, ownerDept }): IndicatorEntry => ({
      code,
      name,
      also: [shortName, code],
      owner: owners[ownerDept] ?? '',
    }),
  );
}

/** All places by name, short name and initials (ty finds 太原), asked for when the reader begins to look. */
export function usePlaceEntries(asked: boolean): PlaceEntry[] {
  const { data } = useGet('/api/divisions', Divisions, { enabled: asked, fixed: true });
  const names = new Map(data?.divisions.map(({ code, name }) => [code, name]));
  return (data?.divisions ?? [])
    .filter(({ level }) => level === 'province' || level === 'city' || level === 'county')
    .map(({ code, name, shortName, initials, aliases, parent }) => ({
      code,
      name,
      also: [shortName, initials, code, ...aliases],
      parent: names.get(parent ?? '') ?? '',
    }));
}
