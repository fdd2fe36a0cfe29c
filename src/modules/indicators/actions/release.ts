import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { ReleaseRequest } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import { saveRelease } from '../sql/release.ts';
import { raiseVersion } from '../sql/version.ts';
import { checkOwner } from './definitions.ts';

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
