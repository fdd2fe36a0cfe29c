import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';
import type { Condition } from './rules/condition.ts';
import type { Mask } from './rules/mask.ts';
import type { ClockStep } from './rules/timer.ts';

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** A day as `YYYY-MM-DD`; read by casting to text. */
type Day = ColumnType<string, string, string>;
type OptionalDay = ColumnType<string | null, string | null | undefined, string | null>;
type Json<T> = ColumnType<T, string, string>;

export type Direction = 'vertical' | 'horizontal';
export type RequesterKind = 'department' | 'government';
export type PurposeKind = 'decision' | 'statistics' | 'service' | 'supervision' | 'emergency';
export type Way = 'api' | 'file' | 'table' | 'subscription';
export type RequestState =
  | 'draft'
  | 'conformity'
  | 'supplement'
  | 'provider'
  | 'clarify'
  | 'rejected'
  | 'refused'
  | 'coordination'
  | 'upheld'
  | 'granted'
  | 'withdrawn';
export type GrantState = 'active' | 'suspended' | 'revoked' | 'expired';
export type DeliveryState = 'making' | 'ready' | 'delivered' | 'received' | 'rejected' | 'broken' | 'failed';
export type CorrectionState = 'raised' | 'accepted' | 'corrected' | 'declined' | 'disputed' | 'closed' | 'withdrawn';

/** What a request asks for and a grant gives, alike. */
interface Terms {
  resource_id: string;
  resource_code: string;
  resource_title: string;
  provider_dept: string;
  requester_kind: RequesterKind;
  requester_code: string;
  purpose_kind: PurposeKind;
  purpose: string;
  legal_basis: string;
  items: string[];
  filter: Json<readonly Condition[]>;
  masks: Json<Readonly<Record<string, Mask>>>;
  way: Way;
  to_node: string | null;
  rows_per_day: number;
  calls_per_minute: number;
}

export interface ExchangeTables {
  'exchange.timer': {
    step: ClockStep;
    days: number;
    remind_days: number;
    source: string;
    updated_at: Instant;
    updated_by: string;
  };
  'exchange.policy': {
    direction: Direction;
    rank: number;
    note: string;
    source: string;
    updated_at: Instant;
    updated_by: string;
  };
  'exchange.calendar_day': { day: Day; works: boolean; name: string };
  'exchange.calendar_year': { year: number; source: string; loaded_at: Instant; loaded_by: string };
  'exchange.request': Terms & {
    id: string;
    seq: ColumnType<number, never, never>;
    sharing_type: 'free' | 'conditional';
    is_mounted: boolean;
    direction: Direction;
    starts_on: Day;
    ends_on: Day;
    state: RequestState;
    flow_version: number;
    refusal_ground: Generated<string | null>;
    created_by: string;
    created_by_name: string;
    conformity_by: Generated<string | null>;
    provider_by: Generated<string | null>;
    created_at: Instant;
    submitted_at: OptionalInstant;
    decided_at: OptionalInstant;
    clock_step: Generated<ClockStep | null>;
    clock_from: OptionalDay;
    clock_days: Generated<number | null>;
    clock_due: OptionalDay;
    clock_provisional: Generated<boolean>;
    clock_paused: Generated<boolean>;
    reminded_for: OptionalDay;
    overdue_for: OptionalDay;
    is_demo: Generated<boolean>;
  };
  'exchange.grant': Terms & {
    id: string;
    request_id: string;
    starts_at: Instant;
    ends_at: Instant;
    state: GrantState;
    flow_version: number;
    sealed_key: string;
    created_at: Instant;
    ended_at: OptionalInstant;
    end_reason: Generated<string | null>;
    is_demo: Generated<boolean>;
  };
  'exchange.access_key': {
    id: string;
    grant_id: string;
    system: string;
    prefix: string;
    hash: string;
    created_at: Instant;
    created_by: string;
    last_used_at: OptionalInstant;
    revoked_at: OptionalInstant;
  };
  'exchange.usage': {
    grant_id: string;
    day: Day;
    rows: Generated<number>;
    bytes: Generated<number>;
    calls: Generated<number>;
  };
  'exchange.rate': { grant_id: string; minute: Instant; calls: number };
  'exchange.delivery': {
    id: string;
    seq: ColumnType<number, never, never>;
    grant_id: string;
    way: Way;
    format: string;
    state: DeliveryState;
    by_kind: 'key' | 'user' | 'system';
    by_id: string;
    by_name: string;
    purpose_kind: PurposeKind;
    batch: Generated<number | null>;
    superseded: Generated<number[]>;
    rows: Generated<number>;
    bytes: Generated<number>;
    hash: Generated<string | null>;
    signed_text: Generated<string | null>;
    key_id: Generated<string | null>;
    signature: Generated<string | null>;
    failure: Generated<string | null>;
    millis: Generated<number | null>;
    message_id: Generated<string | null>;
    created_at: Instant;
    ended_at: OptionalInstant;
    received_at: OptionalInstant;
    receipt_note: Generated<string | null>;
  };
  'exchange.correction': {
    id: string;
    seq: ColumnType<number, never, never>;
    grant_id: string;
    resource_id: string;
    resource_title: string;
    provider_dept: string;
    requester_kind: RequesterKind;
    requester_code: string;
    batch: number;
    row_no: number;
    trace: string;
    column_name: string;
    column_title: string;
    seen: string | null;
    suggested: string;
    evidence: string;
    state: CorrectionState;
    flow_version: number;
    answer: Generated<string | null>;
    created_by: string;
    created_by_name: string;
    created_at: Instant;
    ended_at: OptionalInstant;
    clock_from: Day;
    clock_days: number;
    clock_due: Day;
    clock_provisional: boolean;
    is_demo: Generated<boolean>;
  };
  /** What the catalogue shows of resources with data behind them. */
  'catalogue.pub_resource': {
    id: string;
    code: string;
    title: string;
    provider_dept: string | null;
    sharing_type: 'free' | 'conditional' | 'none';
    sharing_condition: string;
    sharing_ways: string[];
    no_sharing_basis: string;
    is_secret: boolean;
    stage: string;
    is_demo: boolean;
  };
  'catalogue.pub_item': {
    resource_id: string;
    seq: number;
    column_name: string;
    name: string;
    role: 'region' | 'period' | 'measure' | 'dimension' | 'attribute';
    data_type: string;
    unit: string | null;
    sharing_type: 'free' | 'conditional' | 'none';
    grade: string;
    personal: 'none' | 'personal' | 'sensitive';
    identifier: 'none' | 'direct' | 'quasi';
  };
}

export type Db = Kysely<ExchangeTables & PlatformTables>;
export type Tx = Transaction<ExchangeTables & PlatformTables>;
