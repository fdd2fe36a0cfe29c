import { sql } from 'kysely';
import type { Db, PortalTables, Tx, VoiceKind, VoiceState } from '../tables.ts';

export type VoiceRow = Pick<
  PortalTables['portal.voice'],
  'id' | 'kind' | 'resource_id' | 'state' | 'title' | 'body' | 'score' | 'contact' | 'author' | 'answered_by'
> & { answer: string; created_at: Date; answered_at: Date | null };

export async function insertVoice(
  tx: Tx,
  row: Pick<VoiceRow, 'id' | 'kind' | 'resource_id' | 'title' | 'body' | 'score' | 'contact' | 'author'> & { at: Date },
): Promise<void> {
  const { at, ...rest } = row;
  await tx
    .insertInto('portal.voice')
    .values({ ...rest, state: 'received', created_at: at, answered_by: null })
    .execute();
}

/** How much an author has said since a moment, and whether a score of this dataset is among it. */
export async function voicesSince(
  db: Db,
  author: string,
  since: Date,
  resourceId: string | null,
): Promise<{ all: number; scores: number }> {
  const row = await db
    .selectFrom('portal.voice')
    .select(sql<number>`count(*)::int`.as('all'))
    .select(
      sql<number>`(count(*) filter (where kind = 'rating' and resource_id is not distinct from ${resourceId}))::int`.as(
        'scores',
      ),
    )
    .where('author', '=', author)
    .where('created_at', '>=', since)
    .executeTakeFirst();
  return row ?? { all: 0, scores: 0 };
}

/** Voices of these states, the newest first. */
export async function findVoices(
  db: Db,
  filter: {
    states: readonly VoiceState[];
    kind: VoiceKind | null;
    resourceId: string | null;
    limit: number;
    offset: number;
  },
): Promise<{ total: number; rows: VoiceRow[] }> {
  let query = db
    .selectFrom('portal.voice')
    .selectAll()
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .where('state', 'in', [...filter.states]);
  if (filter.kind !== null) query = query.where('kind', '=', filter.kind);
  if (filter.resourceId !== null) query = query.where('resource_id', '=', filter.resourceId);
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
}

export function lockVoice(tx: Tx, id: string): Promise<VoiceRow | undefined> {
  return tx.selectFrom('portal.voice').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function changeVoice(
  tx: Tx,
  id: string,
  change: Partial<Pick<VoiceRow, 'state' | 'answer' | 'answered_at' | 'answered_by'>>,
): Promise<void> {
  await tx.updateTable('portal.voice').set(change).where('id', '=', id).execute();
}

/** Scores of a dataset that are public. */
export async function ratingOf(db: Db, resourceId: string): Promise<{ count: number; mean: number | null }> {
  const row = await db
    .selectFrom('portal.voice')
    .select(sql<number>`count(*)::int`.as('count'))
    .select(sql<number | null>`round(avg(score), 1)::float8`.as('mean'))
    .where('kind', '=', 'rating')
    .where('resource_id', '=', resourceId)
    .where('state', 'in', ['shown', 'answered'])
    .executeTakeFirst();
  return row ?? { count: 0, mean: null };
}
