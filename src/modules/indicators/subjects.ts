import { regionsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import { isPeriodKey } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { SubjectCard, SubjectKind } from '#platform/subjects.ts';
import { mayRead, mayReadPlace } from './access.ts';
import { deskOf } from './desk.ts';

/** An indicator's card as something to point at: `JJ001@140000@2026-Q3`, or without a period the newest one. */
export function indicatorSubject(platform: Platform): SubjectKind {
  return {
    kind: 'indicator',
    load: async (id, actor): Promise<SubjectCard | null> => {
      const [code = '', region = '', period] = id.split('@');
      const known = (await deskOf(platform).snapshot()).indicators.get(code);
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
