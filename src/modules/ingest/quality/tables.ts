import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';
import type { Severity, SlipState } from './contract.ts';

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json = ColumnType<unknown, string, string>;

export type RunCause = 'gate' | 'commit' | 'manual';
export type RunOutcome = 'passed' | 'warned' | 'blocked' | 'failed';

export interface QualityTables {
  'ingest.quality_rule': {
    id: string;
    resource_id: string;
    name: string;
    kind: string;
    body: Json;
    severity: Severity;
    enabled: boolean;
    origin: 'manual' | 'suggested';
    version: Generated<number>;
    created_at: Instant;
    created_by: string;
    updated_at: Instant;
    updated_by: string;
    ended_at: OptionalInstant;
  };
  'ingest.quality_run': {
    id: string;
    resource_id: string;
    cause: RunCause;
    batch: number | null;
    dataset_version: string | null;
    outcome: RunOutcome;
    rules: number;
    rows: number;
    passes: number;
    score: number | null;
    elapsed_ms: number;
    at: Instant;
    asked_by: string;
  };
  'ingest.quality_result': {
    run_id: string;
    rule_id: string;
    rule_version: number;
    severity: Severity;
    outcome: 'pass' | 'fail' | 'error';
    checked: number;
    failed: number;
    measure: number | null;
  };
  'ingest.quality_slip': {
    id: string;
    seq: ColumnType<number, never, never>;
    resource_id: string;
    rule_id: string;
    owner_dept: string | null;
    state: SlipState;
    run_id: string;
    batch: number | null;
    times: Generated<number>;
    checked: number;
    failed: number;
    measure: number | null;
    sample: Json;
    answer: ColumnType<string | null, string | null | undefined, string | null>;
    opened_at: Instant;
    updated_at: Instant;
    closed_at: OptionalInstant;
  };
  /** The catalogue's view of resources with data. */
  'catalogue.pub_resource': { id: string; code: string; title: string; provider_dept: string | null };
}

export type Db = Kysely<QualityTables & PlatformTables>;
export type Tx = Transaction<QualityTables & PlatformTables>;
