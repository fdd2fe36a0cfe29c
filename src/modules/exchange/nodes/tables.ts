import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';
import type { Part } from './rules/envelope.ts';
import type { SuiteName } from './suites.ts';

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

export type NodeKind = 'province' | 'city' | 'department';
export type OutState = 'queued' | 'sealed' | 'accepted' | 'delivered' | 'rejected' | 'dead';
export type InState = 'held' | 'accepted' | 'verified' | 'delivered' | 'rejected';

/** What an import of a delivered file became. */
export interface TakenImport {
  readonly importId: string;
  readonly resourceId: string | null;
  readonly accepted: number;
  readonly status: string;
}

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
    listed: Generated<boolean>;
  };
  'exchange.node_self': {
    single: Generated<boolean>;
    id: string;
    name: string;
    kind: NodeKind;
    address: string | null;
    anchor: Optional<string>;
    certificate: string;
    sealed: string;
    created_at: Instant;
  };
  'exchange.node_directory': {
    version: number;
    document: string;
    key: string;
    signature: string;
    accepted_at: Instant;
  };
  'exchange.node_peer': {
    id: string;
    out_seq: Generated<number>;
    in_seq: Generated<number>;
    last_seen_at: OptionalInstant;
    last_tried_at: OptionalInstant;
    latency_ms: Optional<number>;
    clock_ms: Optional<number>;
    directory: Optional<number>;
    failures: Generated<number>;
    failed_total: Generated<number>;
    failure_code: Optional<string>;
    failure: Optional<string>;
    next_at: OptionalInstant;
    lease: Optional<string>;
    lease_until: OptionalInstant;
  };
  'exchange.node_outbox': {
    no: Generated<number>;
    id: string;
    to_node: string;
    type: string;
    request_id: string;
    resource: Optional<string>;
    grant_id: Optional<string>;
    purpose: Optional<string>;
    body: string;
    parts: ColumnType<Part[], string, string>;
    created_at: Instant;
    expires_at: Instant;
    state: OutState;
    seq: Optional<number>;
    header: Optional<string>;
    signature: Optional<string>;
    digest: Optional<string>;
    attempts: Generated<number>;
    next_at: OptionalInstant;
    code: Optional<string>;
    said: Optional<string>;
    receipt: Optional<number>;
    settled_at: OptionalInstant;
  };
  'exchange.node_inbox': {
    no: Generated<number>;
    from_node: string;
    id: string;
    seq: number;
    type: string;
    request_id: string;
    header: string;
    signature: string;
    digest: string;
    body: string;
    state: InState;
    code: Optional<string>;
    said: Optional<string>;
    received_at: Instant;
    settled_at: OptionalInstant;
    receipt: Optional<number>;
  };
  'exchange.node_receipt': {
    no: Generated<number>;
    direction: 'given' | 'taken';
    peer: string;
    text: string;
    key: string;
    signature: string;
    at: Instant;
    digest: Optional<string>;
  };
  'exchange.node_delivery': {
    id: string;
    message_id: string;
    request_id: string;
    from_node: string;
    kind: 'delivery' | 'return';
    title: string;
    resource: string | null;
    grant_id: string | null;
    provider: string | null;
    file_hash: string;
    file_name: string;
    state: 'received' | 'imported' | 'failed';
    imports: ColumnType<TakenImport[], string | undefined, string>;
    failure: Optional<string>;
    received_at: Instant;
    settled_at: OptionalInstant;
  };
  'exchange.node_correction': {
    id: string;
    direction: 'raised' | 'received';
    peer: string;
    resource: string;
    about: string;
    said: string;
    proposed: string | null;
    state: 'open' | 'accepted' | 'declined';
    answer: Optional<string>;
    raised_at: Instant;
    answered_at: OptionalInstant;
  };
  'exchange.node_call': { peer: string; nonce: string; at: Instant };
  'exchange.node_log': {
    no: number;
    at: ColumnType<Date, Date | string, never>;
    event: string;
    peer: string;
    message_id: string | null;
    line: string;
    hash: string;
  };
  'exchange.node_log_head': { no: number; hash: string };
  'exchange.node_log_tile': { no: number; root: string };
  'exchange.node_checkpoint': {
    size: number;
    root: string;
    text: string;
    key: string;
    signature: string;
    at: Instant;
  };
  'exchange.node_peer_checkpoint': {
    peer: string;
    size: number;
    root: string;
    text: string;
    key: string;
    signature: string;
    consistent: boolean;
    at: Instant;
  };
  'exchange.node_part': { peer: string; hash: string; bytes: number; chunks: number; done_at: OptionalInstant };
  'exchange.node_chunk': { peer: string; part: string; no: number; hash: string; present: boolean };
  'exchange.node_grant': {
    peer: string;
    id: string;
    resource: string | null;
    purpose: string | null;
    expires_at: OptionalInstant;
    revoked_at: OptionalInstant;
  };
}

export type Db = Kysely<NodeTables>;
export type Tx = Transaction<NodeTables>;
