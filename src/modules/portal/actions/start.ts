import { openDataset } from '#module/ingest';
import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { AUTOMATIC } from '../actor.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { dropSnapshot, snapshotTables, tableOf } from '../olap/snapshot.ts';
import { isOpenItem, isSandboxItem, whyClosed } from '../rules/opening.ts';
import { policyOf } from '../sql/policy.ts';
import { insertRelease, itemsOf, releaseIn, resourceById, standing, unfinished } from '../sql/release.ts';
import type { Purpose, Tx } from '../tables.ts';

/** The job that checks a release. */
export const CHECK_JOB = 'portal.check';

/**
 * Begin a new version of a resource: its check runs on its own.
 * @throws {Refusal} `portal.not-open`, `portal.nothing-open`, `portal.no-data`, `portal.being-checked`
 */
export async function startRelease(
  platform: Platform,
  actor: Actor,
  wish: { resourceId: string; purpose?: Purpose; proposalId?: string; automatic?: boolean },
): Promise<string> {
  const { resourceId, purpose = 'open', automatic = false } = wish;
  const { db } = deskOf(platform);
  await mustBeOpenable(platform, resourceId, purpose);
  const id = newId(platform.clock.now());
  await db.transaction().execute(async (tx) => {
    const { k } = await policyOf(tx, resourceId);
    const at = platform.clock.now();
    const proposalId = wish.proposalId ?? null;
    const row = { id, resourceId, purpose, proposalId, automatic, k, at, by: actor.username };
    const version = await insertRelease(tx, row);
    if (purpose === 'open' && (await isBeingChecked(tx, resourceId, id))) throw portalErrors['being-checked']({});
    const detail = { resourceId, version, purpose, k, automatic };
    await audit(tx, platform.clock, actor, { action: 'portal.check', subject: { kind: 'open-release', id }, detail });
  });
  await platform.jobs.send(CHECK_JOB, { id }, id);
  return id;
}

async function mustBeOpenable(platform: Platform, resourceId: string, purpose: Purpose): Promise<void> {
  const { db } = deskOf(platform);
  const resource = await resourceById(db, resourceId);
  const why = resource ? whyClosed(resource) : '资源不存在或还没有数据';
  if (why !== null) throw portalErrors['not-open']({ why });
  const fits = purpose === 'open' ? isOpenItem : isSandboxItem;
  if (!(await itemsOf(db, resourceId)).some(fits)) throw portalErrors['nothing-open']({});
  if ((await openDataset(platform, resourceId)) === null) throw portalErrors['no-data']({});
}

async function isBeingChecked(tx: Tx, resourceId: string, id: string) {
  const other = await tx
    .selectFrom('portal.release')
    .select('id')
    .where('resource_id', '=', resourceId)
    .where('purpose', '=', 'open')
    .where('state', '=', 'checking')
    .where('id', '<>', id)
    .executeTakeFirst();
  return other !== undefined;
}

/** New data of a resource that is published: its next version, unless one is on its way or nothing has changed. */
export async function renewRelease(platform: Platform, resourceId: string): Promise<void> {
  const { db } = deskOf(platform);
  const published = await releaseIn(db, resourceId, 'published');
  if (!published || (await releaseIn(db, resourceId, 'checking'))) return;
  const dataset = await openDataset(platform, resourceId);
  const refused = await releaseIn(db, resourceId, 'refused');
  const seen = [published.source_version, refused?.source_version];
  const resource = await resourceById(db, resourceId);
  if (dataset === null || seen.includes(dataset.version) || !resource || whyClosed(resource) !== null) return;
  await startRelease(platform, AUTOMATIC, { resourceId, automatic: true });
}

/** After a start: go on with checks that a dead run left, and drop rows that no release needs. */
export async function recover(platform: Platform): Promise<void> {
  const { db } = deskOf(platform);
  for (const id of await unfinished(db)) await platform.jobs.send(CHECK_JOB, { id }, id);
  const needed = new Set((await standing(db)).map(tableOf));
  for (const table of await snapshotTables(platform.olap)) {
    if (!needed.has(table)) await dropSnapshot(platform.olap, table);
  }
}
