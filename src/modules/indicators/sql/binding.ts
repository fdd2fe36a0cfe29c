import type { Db, Tx } from '../tables.ts';

export interface Binding {
  readonly id: string;
  readonly resourceId: string;
  readonly measure: string;
  readonly measureName: string;
  readonly indicator: string;
  readonly basis: string;
  readonly stage: string;
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
  'basis',
  'stage',
  'unit_from as unitFrom',
  'unit_to as unitTo',
  'factor_numerator as numerator',
  'factor_denominator as denominator',
  'created_at as createdAt',
  'created_by as createdBy',
] as const;

/** Bindings in force of a resource or an indicator. */
export function listBindings(db: Db, of: { resourceId: string } | { indicator: string }): Promise<Binding[]> {
  const base = db.selectFrom('indicators.binding').select(COLUMNS).where('ended_at', 'is', null);
  const picked =
    'resourceId' in of ? base.where('resource_id', '=', of.resourceId) : base.where('indicator', '=', of.indicator);
  return picked.orderBy('created_at').execute();
}

/** A binding in force. */
export function findBinding(db: Db, id: string): Promise<Binding | undefined> {
  return db
    .selectFrom('indicators.binding')
    .select(COLUMNS)
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
      basis: binding.basis,
      stage: binding.stage,
      unit_from: binding.unitFrom,
      unit_to: binding.unitTo,
      factor_numerator: binding.numerator,
      factor_denominator: binding.denominator,
      created_at: binding.createdAt,
      created_by: binding.createdBy,
      ended_by: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['resource_id', 'measure', 'indicator', 'basis']).where('ended_at', 'is', null).doNothing(),
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
