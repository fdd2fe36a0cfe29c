import type { Platform } from '#platform/module.ts';
import type { SandboxQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { aggregateRows } from '../olap/rows.ts';
import { tableOf } from '../olap/snapshot.ts';
import { fieldIndex, readConditions } from '../rules/condition.ts';
import { isSandboxItem } from '../rules/opening.ts';
import { type ProposalRow, proposalByKey, sandboxReleases } from '../sql/cocreate.ts';
import { itemsOf, type ReleaseRow, releaseById, resourceById } from '../sql/release.ts';
import { admit, type Caller, digestOf } from './caller.ts';

/** Groups that an answer holds at most. */
const MOST_GROUPS = 1000;

/** What the key of a sandbox opens. @throws {Refusal} `portal.sandbox-closed`, `portal.too-fast` */
export async function sandboxState(platform: Platform, caller: Caller, key: string) {
  await admit(platform, caller);
  const proposal = await mustOpen(platform, key);
  const releases = await releasesOf(platform, proposal);
  return {
    proposal: proposal.title,
    until: (proposal.key_until ?? platform.clock.now()).toISOString(),
    datasets: releases.map(({ release, title }) => ({
      id: release.resource_id,
      title,
      rows: release.rows,
      fields: [...release.fields],
      k: release.k,
    })),
  };
}

/**
 * One aggregate by groups over the masked rows of a sandbox. Groups of fewer than k rows are left out and counted.
 * @throws {Refusal} `portal.sandbox-closed`, `.no-such-dataset`, `.no-such-field`, `.not-a-number`, `.too-fast`
 */
export async function askSandbox(platform: Platform, caller: Caller, key: string, query: SandboxQuery) {
  await admit(platform, caller);
  const releases = await releasesOf(platform, await mustOpen(platform, key));
  const release = releases.find(({ release }) => release.resource_id === query.dataset)?.release;
  if (!release) throw portalErrors['no-such-dataset']({});
  const groups = [...new Set(query.groupBy)].map((name) => fieldIndex(release.fields, name));
  const wishes = Object.entries(query.filters ?? {}).map(([name, value]) => [name, [value]] as const);
  const { rows, withheld } = await aggregateRows(platform.olap, {
    table: tableOf(release.id),
    groups,
    measure: query.aggregate === 'count' ? null : measureOf(release, query.measure),
    aggregate: query.aggregate,
    conditions: readConditions(release.fields, wishes),
    k: release.k,
    limit: MOST_GROUPS,
  });
  const names = groups.map((index) => release.fields[index]?.name ?? '');
  const value = query.aggregate === 'count' ? '行数' : `${query.measure} ${query.aggregate}`;
  return { columns: [...names, value], rows, withheld };
}

function measureOf({ fields }: ReleaseRow, name: string | undefined): number {
  const index = fieldIndex(fields, name ?? '');
  if (fields[index]?.type !== 'number') throw portalErrors['bad-filter']({ detail: `“${name}”不是数值，不能汇总` });
  return index;
}

async function mustOpen(platform: Platform, key: string): Promise<ProposalRow> {
  const proposal = await proposalByKey(deskOf(platform).db, digestOf(key), platform.clock.now());
  if (!proposal) throw portalErrors['sandbox-closed']({});
  return proposal;
}

/** Snapshots of a proposal whose items are still open to it at this moment; the newest of each resource. */
async function releasesOf(
  platform: Platform,
  proposal: ProposalRow,
): Promise<{ release: ReleaseRow; title: string }[]> {
  const { db } = deskOf(platform);
  const found = new Map<string, { release: ReleaseRow; title: string }>();
  for (const { id, title } of await sandboxReleases(db, proposal.id)) {
    const release = await releaseById(db, id);
    if (release && (await isStillOpen(platform, release))) found.set(release.resource_id, { release, title });
  }
  return [...found.values()];
}

async function isStillOpen(platform: Platform, release: ReleaseRow): Promise<boolean> {
  const { db } = deskOf(platform);
  const resource = await resourceById(db, release.resource_id);
  if (!resource || resource.opening_type === 'none' || resource.is_secret || resource.grade === 'core') return false;
  const open = new Set((await itemsOf(db, release.resource_id)).filter(isSandboxItem).map((item) => item.column_name));
  return release.fields.every(({ item }) => open.has(item));
}
