import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;

export interface IdentityTables {
  'identity.division': {
    code: string;
    name: string;
    short_name: string;
    aliases: string[];
    initials: string;
    level: string;
    parent: string | null;
    valid_from: string | null;
    valid_to: string | null;
    label_lon: number | null;
    label_lat: number | null;
    position: number;
  };
  'identity.division_successor': { code: string; successor: string; kind: string };
  'identity.department': {
    code: string;
    name: string;
    short_name: string;
    kind: string;
    leader_group: string;
    valid_from: string | null;
    valid_to: string | null;
    successor: string | null;
    succession_kind: string | null;
    position: number;
  };
  'identity.app_user': {
    id: string;
    username: string;
    name: string;
    post: string;
    region_code: string | null;
    department_code: string | null;
    password_hash: string;
    password_set_at: Instant;
    must_change_password: boolean;
    status: UserStatus;
    failed_count: Generated<number>;
    locked_until: OptionalInstant;
    totp_secret: ColumnType<string | null, string | null | undefined, string | null>;
    totp_pending: ColumnType<string | null, string | null | undefined, string | null>;
    totp_enabled: Generated<boolean>;
    totp_required: Generated<boolean>;
    totp_last_step: ColumnType<number | null, number | null | undefined, number | null>;
    is_demo: Generated<boolean>;
    created_at: Instant;
    created_by: string;
  };
  'identity.role_grant': {
    id: string;
    user_id: string;
    role: string;
    all_regions: boolean;
    all_departments: boolean;
    granted_by: string;
    granted_by_name: string;
    granted_at: Instant;
  };
  'identity.role_grant_region': { grant_id: string; code: string };
  'identity.role_grant_department': { grant_id: string; code: string };
  'identity.session': {
    id: string;
    token_hash: string;
    user_id: string;
    created_at: Instant;
    last_seen_at: Instant;
    expires_at: Instant;
    ip: string;
    agent: string;
    revoked_at: OptionalInstant;
  };
}

export type UserStatus = 'active' | 'locked' | 'disabled';

/** The ledger as this module sees it. */
export type Db = Kysely<IdentityTables & PlatformTables>;
export type Tx = Transaction<IdentityTables & PlatformTables>;
