import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance } from '#platform/workflow.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { releaseFlow } from '../flow.ts';
import { dropSnapshot, tableOf } from '../olap/snapshot.ts';
import { isOpenItem, whyClosed } from '../rules/opening.ts';
import { promisedAfter } from '../rules/promise.ts';
import { changeRelease, itemsOf, lockRelease, type ReleaseRow, releaseIn, resourceById } from '../sql/release.ts';
import type { Tx } from '../tables.ts';

/**
 * Publish a version that has passed its check; the one before gives way. The attributes are looked at once more: what was
 * closed since the check stays in.
 * @throws {Refusal} `portal.no-such-release`, `portal.not-open`, `platform.conflict`
 */
export async function publishRelease(platform: Platform, actor: Actor, id: string): Promise<void> {
  const replaced = await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const release = await mustLock(tx, id);
      const cycle = await mustBeOpen(tx, release);
      const before = await replace(platform, tx, actor, release);
      const at = platform.clock.now();
      await step(platform, tx, actor, release, 'publish');
      const due = promisedAfter(at, cycle);
      await changeRelease(tx, id, { state: 'published', published_at: at, published_by: actor.username, due_at: due });
      await tell(platform, tx, actor, release, 'portal.publish');
      return before;
    });
  if (replaced) await dropSnapshot(platform.olap, tableOf(replaced));
}

/**
 * Take a published version off the site, or give up one that is ready.
 * @throws {Refusal} `portal.no-such-release`, `platform.conflict`, `platform.bad-request` (no reason)
 */
export async function endRelease(
  platform: Platform,
  actor: Actor,
  id: string,
  end: { event: 'withdraw' | 'discard'; reason: string },
): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const release = await mustLock(tx, id);
      await step(platform, tx, actor, release, end.event, end.reason);
      const state = end.event === 'withdraw' ? 'withdrawn' : 'discarded';
      await changeRelease(tx, id, { state, reason: end.reason });
      await tell(platform, tx, actor, release, `portal.${end.event}`);
    });
  await dropSnapshot(platform.olap, tableOf(id));
}

async function mustLock(tx: Tx, id: string): Promise<ReleaseRow> {
  const release = await lockRelease(tx, id);
  if (release?.purpose !== 'open') throw portalErrors['no-such-release']({});
  return release;
}

/** The update cycle of what may still be opened. */
async function mustBeOpen(tx: Tx, release: ReleaseRow): Promise<string> {
  const resource = await resourceById(tx, release.resource_id);
  const why = resource ? whyClosed(resource) : '资源不存在或还没有数据';
  if (!resource || why !== null) throw portalErrors['not-open']({ why: why ?? '' });
  const open = new Set((await itemsOf(tx, release.resource_id)).filter(isOpenItem).map((item) => item.column_name));
  const closed = release.fields.find(({ item }) => !open.has(item));
  if (closed) throw portalErrors['not-open']({ why: `信息项“${closed.name}”在核查之后不再开放，请重新发起` });
  return resource.update_cycle;
}

async function replace(platform: Platform, tx: Tx, actor: Actor, next: ReleaseRow): Promise<string | null> {
  const standing = await releaseIn(tx, next.resource_id, 'published');
  if (!standing || standing.id === next.id) return null;
  await step(platform, tx, actor, standing, 'supersede');
  await changeRelease(tx, standing.id, { state: 'superseded' });
  return standing.id;
}

async function step(platform: Platform, tx: Tx, actor: Actor, release: ReleaseRow, event: string, reason?: string) {
  const subject = { kind: 'open-release', id: release.id };
  const taken = { subject, state: release.state, event, ...(reason !== undefined && { reason }) };
  await advance(tx, platform.clock, actor, releaseFlow, taken);
}

async function tell(platform: Platform, tx: Tx, actor: Actor, release: ReleaseRow, action: string): Promise<void> {
  const { id, resource_id: resourceId, version, rows } = release;
  const detail = { resourceId, version, rows };
  await audit(tx, platform.clock, actor, { action, subject: { kind: 'open-release', id }, detail });
  await emit(tx, platform.clock, { topic: action, key: resourceId, payload: { id, ...detail } });
}
