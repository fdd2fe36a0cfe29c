import type { ColumnType, Kysely, Transaction } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';

type Instant = ColumnType<Date, Date, Date>;
type Json = ColumnType<unknown, string, string>;

export interface LineageTables {
  'catalogue.lineage_event': {
    id: string;
    run_id: string;
    event_type: string;
    job_namespace: string;
    job_name: string;
    at: Instant;
    inputs: Json;
    outputs: Json;
    pairs: Json;
    producer: string;
    received_at: Instant;
    received_by: string;
  };
}

export type Db = Kysely<LineageTables & PlatformTables>;
export type Tx = Transaction<LineageTables & PlatformTables>;
