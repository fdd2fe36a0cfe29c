import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Unit } from '../rules/unit.ts';
import type { CorrectionState, Db, ExchangeTables, RequesterKind, Tx } from '../tables.ts';

export interface CorrectionRow {
  readonly id: string;
  readonly seq: number;
  readonly grantId: string;
  readonly resourceId: string;
  readonly resourceTitle: string;
  readonly providerDept: string;
  readonly requesterKind: RequesterKind;
  readonly requesterCode: string;
  readonly batch: number;
  readonly rowNo: number;
  readonly trace: string;
  readonly columnTitle: string;
  readonly seen: string | null;
  readonly suggested: string;
  readonly evidence: string;
  readonly state: CorrectionState;
  readonly answer: string | null;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly clockFrom: string;
  readonly clockDays: number;
  readonly clockDue: string;
  readonly clockProvisional: boolean;
  readonly isDemo: boolean;
}

const CORRECTION = [
  'id',
  'seq',
  'grant_id as grantId',
  'resource_id as resourceId',
  'resource_title as resourceTitle',
  'provider_dept as providerDept',
  'requester_kind as requesterKind',
  'requester_code as requesterCode',
  'batch',
  'row_no as rowNo',
  'trace',
  'column_title as columnTitle',
  'seen',
  'suggested',
  'evidence',
  'state',
  'answer',
  'created_by as createdBy',
  'created_by_name as createdByName',
  'created_at as createdAt',
  'clock_from as clockFrom',
  'clock_days as clockDays',
  'clock_due as clockDue',
  'clock_provisional as clockProvisional',
  'is_demo as isDemo',
] as const;

export async function insertCorrection(tx: Tx, row: Insertable<ExchangeTables['exchange.correction']>): Promise<void> {
  await tx.insertInto('exchange.correction').values(row).execute();
}

export function lockCorrection(tx: Tx, id: string): Promise<CorrectionRow | undefined> {
  return tx.selectFrom('exchange.correction').select(CORRECTION).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function correctionById(db: Db, id: string): Promise<CorrectionRow | undefined> {
  return db.selectFrom('exchange.correction').select(CORRECTION).where('id', '=', id).executeTakeFirst();
}

/** Corrections between units (null: all), the newest first. */
export function findCorrections(db: Db, units: readonly Unit[] | null): Promise<CorrectionRow[]> {
  let query = db.selectFrom('exchange.correction').select(CORRECTION);
  if (units !== null) {
    const codes = units.map(({ kind, code }) => `${kind}:${code}`);
    query = query.where(
      sql<boolean>`(requester_kind || ':' || requester_code = any(${codes}) or 'department:' || provider_dept = any(${codes}))`,
    );
  }
  return query.orderBy('created_at', 'desc').limit(200).execute();
}

export async function updateCorrection(
  tx: Tx,
  id: string,
  change: { state: CorrectionState; answer?: string; endedAt?: Date },
): Promise<void> {
  await tx
    .updateTable('exchange.correction')
    .set({
      state: change.state,
      ...(change.answer !== undefined && { answer: change.answer }),
      ...(change.endedAt && { ended_at: change.endedAt }),
    })
    .where('id', '=', id)
    .execute();
}
