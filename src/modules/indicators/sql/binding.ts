import { sql } from 'kysely';
import { canonical } from '#platform/audit.ts';
import type { Db, Tx } from '../tables.ts';

export interface Binding {
  readonly id: string;
  readonly resourceId: string;
  readonly measure: string;
  readonly measureName: string;
  readonly indicator: string;
  readonly role: 'value' | 'yoy';
  readonly basis: string;
  readonly stage: string;
  /** Values of dimensions that pick the indicator's rows, by column. */
  readonly filter: Readonly<Record<string, string>>;
  readonly unitFrom: string;
  readonly unitTo: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const COLUMNS = [
  'id',
  'resource_id as resourceId',
  'measure',
  'measure_name as measureName',
  'indicator',
  'role',
  'basis',
  'stage',
  'unit_from as unitFrom',
  'unit_to as unitTo',
  'factor_numerator as numerator',
  'factor_denominator as denominator',
  'created_at as createdAt',
  'created_by as createdBy',
] as const;

const FILTER = sql<Record<string, string>>`filter`.as('filter');

/** Bindings in force of a resource or an indicator. */
export function listBindings(db: Db, of: { resourceId: string } | { indicator: string }): Promise<Binding[]> {
  const base = db.selectFrom('indicators.binding').select(COLUMNS).select(FILTER).where('ended_at', 'is', null);
  const picked =
    'resourceId' in of ? base.where('resource_id', '=', of.resourceId) : base.where('indicator', '=', of.indicator);
  return picked.orderBy('created_at').execute();
}

/** A binding in force. */
export function findBinding(db: Db, id: string): Promise<Binding | undefined> {
  return db
    .selectFrom('indicators.binding')
    .select(COLUMNS)
    .select(FILTER)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Add a binding; false when the measure is bound to this indicator and basis already. */
export async function insertBinding(tx: Tx, binding: Binding): Promise<boolean> {
  const result = await tx
    .insertInto('indicators.binding')
    .values({
      id: binding.id,
      resource_id: binding.resourceId,
      measure: binding.measure,
      measure_name: binding.measureName,
      indicator: binding.indicator,
      role: binding.role,
      basis: binding.basis,
      stage: binding.stage,
      filter: canonical(binding.filter),
      unit_from: binding.unitFrom,
      unit_to: binding.unitTo,
      factor_numerator: binding.numerator,
      factor_denominator: binding.denominator,
      created_at: binding.createdAt,
      created_by: binding.createdBy,
      ended_by: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['resource_id', 'measure', 'indicator', 'role', 'basis', 'filter'])
        .where('ended_at', 'is', null)
        .doNothing(),
    )
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** End a binding: what it has published stays; later batches no longer go through it. */
export async function endBinding(tx: Tx, id: string, at: Date, by: string): Promise<boolean> {
  const result = await tx
    .updateTable('indicators.binding')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** A batch of a bound resource that has not gone through a binding, or no longer should have. */
export interface PendingBatch {
  readonly binding: string;
  readonly batch: number;
  readonly committedAt: Date;
  /** Set when the batch was replaced and its publication must go. */
  readonly publication: number | null;
}

/**
 * What bindings in force still have to do, oldest batch first: committed batches not yet published, and publications of
 * batches that a better reading of the same file has replaced. `null` looks at all of them.
 */
export async function listPending(
  db: Db,
  of: { binding: string } | { resourceId: string } | null,
): Promise<PendingBatch[]> {
  const binding = of && 'binding' in of ? of.binding : null;
  const resource = of && 'resourceId' in of ? of.resourceId : null;
  const first = await db.selectFrom('indicators.binding').select('id').where('ended_at', 'is', null).limit(1).execute();
  if (first.length === 0) return [];
  const { rows } = await sql<PendingBatch>`
    select b.id as binding, s.no as batch, s.committed_at as "committedAt", p.no as publication
    from indicators.binding b
    join ingest.pub_batch s on s.resource_id = b.resource_id
    left join indicators.publication p on p.binding = b.id and p.source_batch = s.no and p.status in ('open', 'committed')
    where b.ended_at is null
      and (${binding}::uuid is null or b.id = ${binding})
      and (${resource}::uuid is null or b.resource_id = ${resource})
      and ((s.status = 'committed' and p.no is null) or (s.status = 'superseded' and p.status = 'committed'))
    order by s.no, b.created_at`.execute(db);
  return rows;
}

/** The committed batches of the import that came last into a resource: its own, and those of rows mended since. */
export async function newestBatches(db: Db, resourceId: string): Promise<number[]> {
  const committed = db
    .selectFrom('ingest.pub_batch')
    .where('resource_id', '=', resourceId)
    .where('status', '=', 'committed');
  const newest = committed.select('import_id').orderBy('no', 'desc').limit(1);
  const batches = await committed.select('no').where('import_id', '=', newest).orderBy('no').execute();
  return batches.map(({ no }) => Number(no));
}
