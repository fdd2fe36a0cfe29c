import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { SourceTables } from './sources/tables.ts';

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json = ColumnType<unknown, string, string>;
type OptionalJson = ColumnType<unknown, string | null | undefined, string | null>;

export const IMPORT_STATUSES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
export type BatchStatus = 'open' | 'committed' | 'superseded' | 'aborted' | 'purged';
export type BatchKind = 'import' | 'release' | 'pull';
export const QUARANTINE_STATUSES = ['held', 'released', 'discarded'] as const;
export type QuarantineStatus = (typeof QUARANTINE_STATUSES)[number];

export interface IngestTables extends SourceTables {
  'ingest.file': {
    hash: string;
    name: string;
    bytes: number;
    format: string;
    encoding: string | null;
    delimiter: string | null;
    received_at: Instant;
    received_by: string;
    received_name: string;
  };
  'ingest.file_holder': { file_hash: string; user_id: string; since: Instant };
  'ingest.import': {
    id: string;
    file_hash: string;
    sheet: number;
    sheet_name: string;
    reading: Json;
    reading_hash: string;
    shape: string;
    title: string;
    provider_dept: string | null;
    resource_id: string | null;
    status: ImportStatus;
    cancel_requested: Generated<boolean>;
    run: string | null;
    heartbeat_at: OptionalInstant;
    attempts: Generated<number>;
    crashes: Generated<number>;
    rows_read: Generated<number>;
    rows_accepted: Generated<number>;
    rows_quarantined: Generated<number>;
    rows_non_data: Generated<number>;
    rows_by_engine: Generated<number>;
    bytes_done: Generated<number>;
    elapsed_ms: Generated<number>;
    summary: OptionalJson;
    failure_code: string | null;
    failure: string | null;
    created_at: Instant;
    created_by_id: string;
    created_by: string;
    created_by_name: string;
    started_at: OptionalInstant;
    finished_at: OptionalInstant;
  };
  'ingest.batch': {
    no: Generated<number>;
    /** Null for a batch of a collection. */
    import_id: string | null;
    run_id: ColumnType<string | null, string | null | undefined, never>;
    resource_id: string;
    kind: BatchKind;
    status: BatchStatus;
    run: string;
    rows: Generated<number>;
    opened_at: Instant;
    committed_at: OptionalInstant;
    superseded_by: number | null;
  };
  'ingest.shape': {
    fingerprint: string;
    readings: Json;
    provider_dept: string | null;
    updated_at: Instant;
    updated_by: string;
  };
  'ingest.quarantine': {
    id: Generated<number>;
    import_id: string;
    batch: number;
    line: number;
    cells: Json;
    reason: string;
    col: number | null;
    status: QuarantineStatus;
    mended: OptionalJson;
    mended_reason: string | null;
    released_batch: number | null;
    decided_by: string | null;
    decided_at: OptionalInstant;
  };
}

export type Db = Kysely<IngestTables>;
export type Tx = Transaction<IngestTables>;
