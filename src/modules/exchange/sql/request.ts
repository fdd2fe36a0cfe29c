import { type SelectQueryBuilder, sql } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';
import type { Condition } from '../rules/condition.ts';
import type { Mask } from '../rules/mask.ts';
import type { ClockStep } from '../rules/timer.ts';
import type { Unit } from '../rules/unit.ts';
import type { Db, Direction, ExchangeTables, PurposeKind, RequesterKind, RequestState, Tx, Way } from '../tables.ts';

/** What a request asks for, and a grant gives. */
export interface TermsRow {
  readonly resourceId: string;
  readonly resourceCode: string;
  readonly resourceTitle: string;
  readonly providerDept: string;
  readonly requesterKind: RequesterKind;
  readonly requesterCode: string;
  readonly purposeKind: PurposeKind;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly items: readonly string[];
  readonly filter: readonly Condition[];
  readonly masks: Readonly<Record<string, Mask>>;
  readonly way: Way;
  readonly toNode: string | null;
  readonly rowsPerDay: number;
  readonly callsPerMinute: number;
}

export interface ClockRow {
  readonly clockStep: ClockStep | null;
  readonly clockFrom: string | null;
  readonly clockDays: number | null;
  readonly clockDue: string | null;
  readonly clockProvisional: boolean;
  readonly clockPaused: boolean;
}

export interface RequestRow extends TermsRow, ClockRow {
  readonly id: string;
  readonly seq: number;
  readonly sharingType: 'free' | 'conditional';
  readonly isMounted: boolean;
  readonly direction: Direction;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: RequestState;
  readonly refusalGround: string | null;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly conformityBy: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly isDemo: boolean;
}

export const TERMS = [
  'resource_id as resourceId',
  'resource_code as resourceCode',
  'resource_title as resourceTitle',
  'provider_dept as providerDept',
  'requester_kind as requesterKind',
  'requester_code as requesterCode',
  'purpose_kind as purposeKind',
  'purpose',
  'legal_basis as legalBasis',
  'items',
  'filter',
  'masks',
  'way',
  'to_node as toNode',
  'rows_per_day as rowsPerDay',
  'calls_per_minute as callsPerMinute',
] as const;

const REQUEST = [
  ...TERMS,
  'id',
  'seq',
  'sharing_type as sharingType',
  'is_mounted as isMounted',
  'direction',
  'starts_on as startsOn',
  'ends_on as endsOn',
  'state',
  'refusal_ground as refusalGround',
  'created_by as createdBy',
  'created_by_name as createdByName',
  'conformity_by as conformityBy',
  'created_at as createdAt',
  'submitted_at as submittedAt',
  'decided_at as decidedAt',
  'is_demo as isDemo',
  'clock_step as clockStep',
  'clock_from as clockFrom',
  'clock_days as clockDays',
  'clock_due as clockDue',
  'clock_provisional as clockProvisional',
  'clock_paused as clockPaused',
] as const;

/** Columns of terms as they are written. */
export function termsColumns(terms: TermsRow) {
  return {
    resource_id: terms.resourceId,
    resource_code: terms.resourceCode,
    resource_title: terms.resourceTitle,
    provider_dept: terms.providerDept,
    requester_kind: terms.requesterKind,
    requester_code: terms.requesterCode,
    purpose_kind: terms.purposeKind,
    purpose: terms.purpose,
    legal_basis: terms.legalBasis,
    items: [...terms.items],
    filter: JSON.stringify(terms.filter),
    masks: JSON.stringify(terms.masks),
    way: terms.way,
    to_node: terms.toNode,
    rows_per_day: terms.rowsPerDay,
    calls_per_minute: terms.callsPerMinute,
  };
}

export function clockColumns(clock: ClockRow) {
  return {
    clock_step: clock.clockStep,
    clock_from: clock.clockFrom,
    clock_days: clock.clockDays,
    clock_due: clock.clockDue,
    clock_provisional: clock.clockProvisional,
    clock_paused: clock.clockPaused,
  };
}

export type NewRequest = Omit<RequestRow, 'seq' | 'refusalGround' | 'conformityBy' | 'submittedAt' | 'decidedAt'> & {
  readonly flowVersion: number;
};

export async function insertRequest(tx: Tx, row: NewRequest): Promise<void> {
  await tx
    .insertInto('exchange.request')
    .values({
      ...termsColumns(row),
      ...clockColumns(row),
      id: row.id,
      sharing_type: row.sharingType,
      is_mounted: row.isMounted,
      direction: row.direction,
      starts_on: row.startsOn,
      ends_on: row.endsOn,
      state: row.state,
      flow_version: row.flowVersion,
      created_by: row.createdBy,
      created_by_name: row.createdByName,
      created_at: row.createdAt,
      is_demo: row.isDemo,
    })
    .execute();
}

export function requestById(db: Db, id: string): Promise<RequestRow | undefined> {
  return db.selectFrom('exchange.request').select(REQUEST).where('id', '=', id).executeTakeFirst();
}

/** The request, locked till the transaction ends. */
export function lockRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  return tx.selectFrom('exchange.request').select(REQUEST).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** What a step changes beside the state. */
export interface RequestChange {
  readonly state: RequestState;
  readonly clock: ClockRow;
  readonly refusalGround?: string;
  readonly conformityBy?: string;
  readonly providerBy?: string;
  readonly submittedAt?: Date;
  readonly decidedAt?: Date;
  readonly terms?: TermsRow & { readonly startsOn: string; readonly endsOn: string };
  readonly masks?: Readonly<Record<string, Mask>>;
}

export async function updateRequest(tx: Tx, id: string, change: RequestChange): Promise<void> {
  const { terms, masks } = change;
  await tx
    .updateTable('exchange.request')
    .set({
      ...(terms && { ...termsColumns(terms), starts_on: terms.startsOn, ends_on: terms.endsOn }),
      ...(masks && { masks: JSON.stringify(masks) }),
      ...clockColumns(change.clock),
      state: change.state,
      ...(change.refusalGround !== undefined && { refusal_ground: change.refusalGround }),
      ...(change.conformityBy !== undefined && { conformity_by: change.conformityBy }),
      ...(change.providerBy !== undefined && { provider_by: change.providerBy }),
      ...(change.submittedAt && { submitted_at: change.submittedAt }),
      ...(change.decidedAt && { decided_at: change.decidedAt }),
      reminded_for: null,
    })
    .where('id', '=', id)
    .execute();
}

/** Whose requests a reader is shown. */
export interface RequestFilter {
  /** Null: all. Else those that one of the units asks for or provides. */
  readonly units: readonly Unit[] | null;
  readonly requester?: readonly Unit[];
  /** Waiting at the conformity desk or at these providers. */
  readonly desk?: { readonly conformity: boolean; readonly providers: readonly string[] };
  /** Due before this day. */
  readonly overdueOn?: string;
  readonly state?: RequestState;
}

type Requests = SelectQueryBuilder<ExchangeTables & PlatformTables, 'exchange.request', object>;

export async function findRequests(
  db: Db,
  filter: RequestFilter,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: RequestRow[] }> {
  const found = matching(db, filter);
  const count = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rank = sql`(select p.rank from exchange.policy p where p.direction = exchange.request.direction)`;
  const ordered = filter.desk ? found.orderBy(rank).orderBy('clock_due') : found;
  const rows = await ordered
    .select(REQUEST)
    .orderBy('created_at', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return { total: Number(count.total), rows };
}

function matching(db: Db, filter: RequestFilter): Requests {
  let query: Requests = db.selectFrom('exchange.request');
  if (filter.units) {
    const units = filter.units;
    const own = departmentsIn(units);
    query = query.where((on) => on.or([ofUnits(units), ...(own.length > 0 ? [on('provider_dept', 'in', own)] : [])]));
  }
  if (filter.requester) query = query.where(ofUnits(filter.requester));
  if (filter.desk) query = query.where(atDesk(filter.desk));
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.overdueOn) query = query.where('clock_due', '<', filter.overdueOn).where('clock_paused', '=', false);
  return query;
}

const departmentsIn = (units: readonly Unit[]): string[] =>
  units.filter(({ kind }) => kind === 'department').map(({ code }) => code);

function ofUnits(units: readonly Unit[]) {
  const codes = units.map(({ kind, code }) => `${kind}:${code}`);
  return sql<boolean>`(requester_kind || ':' || requester_code) = any(${codes})`;
}

function atDesk({ conformity, providers }: { conformity: boolean; providers: readonly string[] }) {
  const bureau = conformity ? ['conformity', 'coordination'] : [];
  return sql<boolean>`(state = any(${bureau}) or (state in ('provider', 'coordination') and provider_dept = any(${[...providers]})))`;
}

/** Requests whose clock runs and whose deadline lies within reach of a reminder, and what was told of them already. */
export function runningClocks(db: Db) {
  return db
    .selectFrom('exchange.request')
    .select([
      'id',
      'seq',
      'state',
      'clock_step as step',
      'clock_from as from',
      'clock_days as days',
      'clock_due as due',
    ])
    .select(['clock_provisional as provisional', 'reminded_for as remindedFor', 'overdue_for as overdueFor'])
    .select(['provider_dept as providerDept', 'resource_title as resourceTitle', 'clock_paused as paused'])
    .where('clock_step', 'is not', null)
    .execute();
}

export async function setDue(tx: Tx, id: string, due: string, provisional: boolean): Promise<void> {
  await tx
    .updateTable('exchange.request')
    .set({ clock_due: due, clock_provisional: provisional })
    .where('id', '=', id)
    .execute();
}

export async function setReminded(
  tx: Tx,
  id: string,
  mark: { remindedFor?: string; overdueFor?: string },
): Promise<void> {
  await tx
    .updateTable('exchange.request')
    .set({
      ...(mark.remindedFor && { reminded_for: mark.remindedFor }),
      ...(mark.overdueFor && { overdue_for: mark.overdueFor }),
    })
    .where('id', '=', id)
    .execute();
}
