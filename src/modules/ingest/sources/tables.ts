import type { ColumnType, Generated } from 'kysely';

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json = ColumnType<unknown, string, string>;
type OptionalJson = ColumnType<unknown, string | null | undefined, string | null>;

export const SOURCE_KINDS = ['postgres', 'mysql', 'oracle', 'dm', 'http', 'folder', 's3', 'mqtt', 'kafka'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
export const SOURCE_CLASSES = ['government', 'enterprise', 'social'] as const;
export type SourceClass = (typeof SOURCE_CLASSES)[number];
export const COLLECTION_STATES = ['active', 'paused', 'gated', 'stopped'] as const;
export type CollectionState = (typeof COLLECTION_STATES)[number];
export const RUN_STATUSES = ['queued', 'running', 'done', 'failed', 'gated'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export const RUN_CAUSES = ['schedule', 'missed', 'manual', 'retry', 'stream'] as const;
export type RunCause = (typeof RUN_CAUSES)[number];

export interface SourceTables {
  'ingest.source': {
    id: string;
    name: string;
    kind: SourceKind;
    class: SourceClass;
    provider_dept: string | null;
    settings: Json;
    secret: string | null;
    checked_at: OptionalInstant;
    check_failure: string | null;
    created_at: Instant;
    created_by: string;
    updated_at: Instant;
  };
  'ingest.collection': {
    id: string;
    source_id: string;
    object: Json;
    title: string;
    resource_id: string;
    columns: Json;
    ignored: Generated<string[]>;
    mode: 'full' | 'incremental';
    watermark_column: string | null;
    key_columns: Generated<string[]>;
    watermark: string | null;
    schedule: Json;
    state: CollectionState;
    drift: OptionalJson;
    failures: Generated<number>;
    next_at: OptionalInstant;
    created_at: Instant;
    created_by: string;
    created_by_name: string;
  };
  'ingest.run': {
    id: string;
    collection_id: string;
    cause: RunCause;
    status: RunStatus;
    process: string | null;
    heartbeat_at: OptionalInstant;
    batch: number | null;
    rows: Generated<number>;
    bytes: Generated<number>;
    elapsed_ms: Generated<number>;
    watermark_from: string | null;
    watermark_to: string | null;
    crashes: Generated<number>;
    failure_code: string | null;
    failure: string | null;
    log: ColumnType<unknown, string | undefined, string>;
    asked_by: string;
    created_at: Instant;
    started_at: OptionalInstant;
    finished_at: OptionalInstant;
  };
  'ingest.taken_file': { collection_id: string; path: string; stamp: string; batch: number };
}
