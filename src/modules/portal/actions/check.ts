import { regionsOf } from '#module/identity';
import { openDataset } from '#module/ingest';
import { audit } from '#platform/audit.ts';
import { Refusal } from '#platform/errors.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import { advance } from '#platform/workflow.ts';
import { AUTOMATIC } from '../actor.ts';
import type { Finding } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { type MadeFile, makeFiles } from '../files/make.ts';
import { releaseFlow } from '../flow.ts';
import { type Cities, checkCombinations, dropSnapshot, makeSnapshot, periodRange, tableOf } from '../olap/snapshot.ts';
import { fieldsOf, type SourcedField } from '../rules/field.ts';
import { isOpenItem, isSandboxItem, whyClosed } from '../rules/opening.ts';
import { whyUnsafe } from '../rules/privacy.ts';
import { policyOf } from '../sql/policy.ts';
import {
  changeRelease,
  insertFiles,
  itemsOf,
  lockRelease,
  type ReleaseRow,
  releaseById,
  resourceById,
} from '../sql/release.ts';
import { publishRelease } from './publish.ts';

/** What a check brought to light. */
interface Examined {
  readonly fields: readonly SourcedField[];
  readonly sourceVersion: string;
  readonly rows: number;
  readonly finding: Finding;
  readonly period: { from: string; to: string } | null;
  readonly files: readonly MadeFile[];
  /** Why it may not leave; null: it may. */
  readonly unsafe: string | null;
}

/**
 * Take the snapshot of a release, mask it, hold it to k, and make its files. It ends as `ready` or `refused`, with what
 * was found; an automatic one that passes is published. A crash in the middle repeats it; running it again changes nothing.
 */
export async function checkRelease(platform: Platform, id: string): Promise<void> {
  const release = await releaseById(deskOf(platform).db, id);
  if (release?.state !== 'checking') return;
  const examined = await examine(platform, release).catch((error: unknown) => reasonOf(platform, id, error));
  const reason = typeof examined === 'string' ? examined : examined.unsafe;
  if (reason !== null) await dropSnapshot(platform.olap, tableOf(id));
  await settle(platform, id, typeof examined === 'string' ? null : examined, reason);
  if (reason !== null || release.purpose !== 'open' || !release.automatic) return;
  await publishRelease(platform, AUTOMATIC, id).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    platform.log.warn({ release: id, code: error.code }, 'an automatic release was not published');
  });
}

async function examine(platform: Platform, release: ReleaseRow): Promise<Examined> {
  const { db } = deskOf(platform);
  const resource = await resourceById(db, release.resource_id);
  const why = resource ? whyClosed(resource) : '资源不存在或还没有数据';
  if (why !== null) throw portalErrors['not-open']({ why });
  const [items, policy] = [await itemsOf(db, release.resource_id), await policyOf(db, release.resource_id)];
  const fields = fieldsOf(items.filter(release.purpose === 'open' ? isOpenItem : isSandboxItem), policy.masks);
  if (fields.length === 0) throw portalErrors['nothing-open']({});
  const dataset = await openDataset(platform, release.resource_id);
  if (dataset === null) throw portalErrors['no-data']({});
  const table = tableOf(release.id);
  const cities = await citiesOf(platform);
  const rows = await makeSnapshot(platform.olap, { table, relation: dataset.relation, fields, cities });
  const finding = await checkCombinations(platform.olap, table, fields, release.k);
  const unsafe = whyUnsafe(finding, release.k);
  const period = await periodRange(platform.olap, table, fields);
  const wanted = unsafe === null && release.purpose === 'open';
  const files = wanted ? await makeFiles(platform, { table, fields, rows }) : [];
  return { fields, sourceVersion: dataset.version, rows, finding, period, files, unsafe };
}

async function citiesOf(platform: Platform): Promise<Cities> {
  const regions = await regionsOf(platform);
  const kept = [...regions.byCode.values()].filter(({ code }) => code.endsWith('00'));
  return { codes: kept.map(({ code }) => code), names: kept.map(({ name }) => name) };
}

/** A refusal is the reason; anything else is logged and said in general. */
function reasonOf(platform: Platform, id: string, error: unknown): string {
  if (error instanceof Refusal) return error.message;
  platform.log.error({ err: error, release: id }, 'the check of a release failed');
  return '核查时出错，已记录。请重新发起，仍然出错请联系运维人员。';
}

async function settle(platform: Platform, id: string, found: Examined | null, reason: string | null): Promise<void> {
  const at = platform.clock.now();
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const release = await lockRelease(tx, id);
      if (release?.state !== 'checking') return;
      const subject = { kind: 'open-release', id };
      const event = reason === null ? 'pass' : 'fail';
      const step = { subject, state: release.state, event, ...(reason !== null && { reason }) };
      await advance(tx, platform.clock, AUTOMATIC, releaseFlow, step);
      await changeRelease(tx, id, {
        state: event === 'pass' ? 'ready' : 'refused',
        checked_at: at,
        reason: reason ?? '',
        ...columnsOf(found),
      });
      if (event === 'pass') await insertFiles(tx, id, found?.files ?? []);
      const detail = { resourceId: release.resource_id, version: release.version, finding: found?.finding ?? null };
      await audit(tx, platform.clock, AUTOMATIC, { action: `portal.${event}`, subject, detail });
      if (event === 'fail')
        await emit(tx, platform.clock, {
          topic: 'portal.release-refused',
          key: release.resource_id,
          payload: { id, ...detail },
        });
    });
}

function columnsOf(found: Examined | null) {
  if (found === null) return {};
  const { fields, sourceVersion, rows, finding, period } = found;
  return {
    source_version: sourceVersion,
    fields: JSON.stringify(fields.map(({ source: _, ...field }) => field)),
    finding: JSON.stringify(finding),
    rows,
    period_from: period?.from ?? null,
    period_to: period?.to ?? null,
  };
}
