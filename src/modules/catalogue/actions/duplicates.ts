import { departmentsOf } from '#module/identity';
import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { DuplicateList, DuplicateVerdict } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { duplicatesOf, saveDuplicateDecision } from '../sql/law.ts';
import { resourceById, resourcesByIds } from '../sql/resource.ts';

const MOST = 200;

/** Resources of different departments that look like one, undecided pairs first. */
export async function listDuplicates(platform: Platform): Promise<DuplicateList> {
  const { db } = deskOf(platform);
  const pairs = await duplicatesOf(db, MOST);
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const rows = new Map((await resourcesByIds(db, ids)).map((row) => [row.id, row]));
  const departments = await departmentsOf(platform);
  const side = (id: string) => {
    const row = rows.get(id);
    const providerName = departments.find(({ code }) => code === row?.providerDept)?.name ?? null;
    return { id, code: row?.code ?? '', title: row?.title ?? '', providerName };
  };
  const duplicates = pairs.map(({ a, b, decidedAt, ...pair }) => ({
    ...pair,
    a: side(a),
    b: side(b),
    decidedAt: decidedAt?.toISOString() ?? null,
  }));
  return { duplicates };
}

/**
 * Record what was decided about a pair: the same (one of them is to be retired), or different, and why.
 * @throws {Refusal} `catalogue.no-such-resource`
 */
export async function decideDuplicate(platform: Platform, actor: Actor, verdict: DuplicateVerdict): Promise<void> {
  const { clock } = platform;
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      for (const id of [verdict.a, verdict.b])
        if (!(await resourceById(tx, id))?.listed) throw catalogueErrors['no-such-resource']({});
      await saveDuplicateDecision(tx, { ...verdict, at: clock.now(), by: actor.username });
      await audit(tx, clock, actor, {
        action: 'catalogue.decide-duplicate',
        subject: { kind: 'resource', id: verdict.a },
        detail: { other: verdict.b, decision: verdict.decision, reason: verdict.reason },
      });
    });
}
