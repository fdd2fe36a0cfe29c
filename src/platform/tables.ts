import type { ColumnType, Generated } from 'kysely';

type Instant = ColumnType<Date, Date | string, Date | string>;

export interface PlatformTables {
  'platform.migration': { module: string; store: string; name: string; applied_at: Generated<Instant> };
  'platform.audit': {
    seq: number;
    at: Instant;
    user_id: string;
    username: string;
    action: string;
    subject_kind: string;
    subject_id: string;
    outcome: string;
    /** Canonical JSON as text: the hash is over these very characters. */
    detail: string;
    prev_hash: string;
    hash: string;
  };
  'platform.audit_head': { seq: number; hash: string };
  'platform.event': {
    id: Generated<number>;
    tx: Generated<string>;
    topic: string;
    key: string;
    payload: ColumnType<unknown, string, never>;
    at: Instant;
  };
  'platform.event_cursor': { handler: string; tx: string; id: number };
  'platform.transition': {
    id: Generated<number>;
    flow: string;
    flow_version: number;
    subject_kind: string;
    subject_id: string;
    seq: number;
    event: string;
    from_state: string;
    to_state: string;
    at: Instant;
    user_id: string;
    username: string;
    reason: string | null;
    detail: string;
    prev_hash: string;
    hash: string;
  };
  'platform.setting': { key: string; value: ColumnType<unknown, string, string>; updated_at: Instant };
}
