import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { shiftPeriod } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Actor } from '#platform/scope.ts';
import { releaseOf } from '../access.ts';
import type { ReleaseList, ReleaseRequest } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import { latestDue } from '../rules/availability.ts';
import { isMergedJanuary } from '../rules/merge.ts';
import { releaseKey } from '../snapshot.ts';
import { saveRelease } from '../sql/release.ts';
import { raiseVersion } from '../sql/version.ts';
import { knownIndicator } from './definition-list.ts';
import { checkOwner } from './definitions.ts';

/** Periods of a calendar before and after the one that is due. */
const BEFORE = 2;
const AFTER = 6;

/**
 * The release calendar of an indicator round the present day.
 * @throws {Refusal} `unknown-indicator`, `not-permitted`
 */
export async function releasesOf(platform: Platform, actor: Actor, code: string): Promise<ReleaseList> {
  const { definition } = (await knownIndicator(platform, actor, code)).current;
  const { releases, today } = await deskOf(platform).snapshot();
  const { basis, mergedJanFeb } = definition;
  const due = latestDue(definition, today);
  const periods = Array.from({ length: BEFORE + 1 + AFTER }, (_, i) => shiftPeriod(due, i - BEFORE));
  const now = platform.clock.now().getTime();
  return {
    releases: periods.flatMap((period) => {
      const at = isMergedJanuary(period, mergedJanFeb) ? null : releaseOf(definition, period, releases);
      if (at === null) return [];
      const isSet = releases.has(releaseKey(code, period));
      const label = periodLabel(period, { basis, mergedJanFeb });
      return [{ period, periodLabel: label, releaseAt: new Date(at).toISOString(), isSet, isOut: at <= now }];
    }),
  };
}

/**
 * Set or move the official release of a period.
 * @throws {Refusal} `unknown-indicator`, `not-permitted`
 */
export async function setRelease(platform: Platform, actor: Actor, request: ReleaseRequest): Promise<void> {
  const desk = deskOf(platform);
  const known = (await desk.snapshot()).indicators.get(request.indicator);
  if (!known) throw indicatorErrors['unknown-indicator']({ code: request.indicator });
  checkOwner(actor, known.current.definition.ownerDept);
  const { indicator, period, releaseAt } = request;
  await desk.db.transaction().execute(async (tx) => {
    await saveRelease(tx, { indicator, period, releaseAt: new Date(releaseAt), setBy: actor.username });
    await raiseVersion(tx);
    const subject = { kind: 'definition', id: indicator };
    await audit(tx, platform.clock, actor, {
      action: 'indicators.set-release',
      subject,
      detail: { period, releaseAt },
    });
  });
  desk.changed();
}
