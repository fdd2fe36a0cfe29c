import type { ColumnType, Kysely, Transaction } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';
import type { SuiteName } from './suites.ts';

export type Instant = ColumnType<Date, Date, Date>;
export type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** Tables of the nodes; the rest of the module has its own. */
export interface NodeTables extends PlatformTables {
  'exchange.node_key': {
    id: string;
    suite: SuiteName;
    public_key: string;
    sealed: string;
    valid_from: Instant;
    valid_to: Instant;
    revoked_at: OptionalInstant;
    created_at: Instant;
  };
}

export type Db = Kysely<NodeTables>;
export type Tx = Transaction<NodeTables>;
