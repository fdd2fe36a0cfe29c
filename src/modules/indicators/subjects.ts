import { regionsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import { isPeriodKey } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Actor } from '#platform/scope.ts';
import type { SubjectCard, SubjectKind } from '#platform/subjects.ts';
import { mayRead, mayReadPlace } from './access.ts';
import { deskOf } from './desk.ts';
import type { IndicatorDefinition } from './rules/definition.ts';

/**
 * An indicator's card as something to point at: `JJ001@140000@2026-Q3`, without a period the newest one, and without a
 * place (`JJ001`) the indicator itself, as lineage names it.
 */
export function indicatorSubject(platform: Platform): SubjectKind {
  return {
    kind: 'indicator',
    load: async (id, actor): Promise<SubjectCard | null> => {
      const [code = '', region, period] = id.split('@');
      const known = (await deskOf(platform).snapshot()).indicators.get(code);
      if (region === undefined) return known ? itself(code, known.current.definition, actor) : null;
      const regions = await regionsOf(platform);
      const division = regions.get(region);
      const isSound = period === undefined || isPeriodKey(period);
      if (!known || !division || !isSound) return null;
      const { name, basis, mergedJanFeb, ownerDept } = known.current.definition;
      const isOpen = actor.permissions.has('indicator:read') && mayRead(actor, known.current.definition);
      if (!isOpen || !mayReadPlace(actor, regions, region)) return null;
      const when = period === undefined ? '' : periodLabel(period, { basis, mergedJanFeb });
      const href = `/indicators/${code}?region=${region}${period === undefined ? '' : `&period=${period}`}`;
      return { kind: 'indicator', id, title: `${division.shortName}${when}${name}`, href, ownerDept };
    },
  };
}

function itself(code: string, definition: IndicatorDefinition, actor: Actor): SubjectCard | null {
  if (!actor.permissions.has('indicator:read') || !mayRead(actor, definition)) return null;
  const { name, ownerDept } = definition;
  return { kind: 'indicator', id: code, title: name, href: `/indicators/${code}`, ownerDept };
}
