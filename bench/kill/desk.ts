import { sql } from 'kysely';
import { signIn } from '../../src/modules/identity/actions/sign-in.ts';
import { changeUser, createUser } from '../../src/modules/identity/actions/users.ts';
import { hashToken } from '../../src/modules/identity/authenticate.ts';
import type { Platform } from '../../src/platform/module.ts';
import { SYSTEM_ACTOR } from '../../src/platform/scope.ts';

/** Accounts, sessions and marks in the audit, as they stand. */
export interface DeskStanding {
  /** Username and post of each account that this made. */
  readonly accounts: readonly (readonly [username: string, post: string])[];
  /** Hashes of the tokens of open sessions. */
  readonly sessions: readonly string[];
  /** How often the audit says of a thing what is said once: an account made, an import committed. */
  readonly marks: readonly (readonly [action: string, id: string, times: number])[];
}

/** What a write to the ledger has acknowledged. */
export interface DeskMessage {
  readonly account?: string;
  readonly session?: string;
  readonly moved?: string;
}

const UNIT = { kind: 'government', code: '140100' } as const;
export const FIRST_POST = '科员';
export const NEXT_POST = '科长';

/** Write to the ledger for ever: an account, its first session, another post. Each is told once it is acknowledged. */
export async function writeAccounts(platform: Platform, from: number, say: (what: DeskMessage) => void): Promise<void> {
  for (let serial = from; ; serial++) {
    const username = `killed.${serial}`;
    const { user, oneTimePassword } = await createUser(platform, SYSTEM_ACTOR, {
      ...{ username, name: '演练', post: FIRST_POST, unit: UNIT },
    });
    say({ account: username });
    // Attempts are counted by address: each account has its own.
    const origin = { ip: `10.${(serial >> 16) & 255}.${(serial >> 8) & 255}.${serial & 255}`, agent: 'bench' };
    const token = await signIn(platform, { username, password: oneTimePassword }, origin);
    say({ session: hashToken(token) });
    await changeUser(platform, SYSTEM_ACTOR, user.id, { post: NEXT_POST });
    say({ moved: username });
  }
}

/** What the ledger holds of them. */
export async function deskStanding(platform: Platform): Promise<DeskStanding> {
  const db = platform.db();
  const accounts = await sql<{ username: string; post: string }>`
    select username, post from identity.app_user where username like 'killed.%'`.execute(db);
  const sessions = await sql<{ hash: string }>`
    select token_hash as hash from identity.session where revoked_at is null`.execute(db);
  const marks = await sql<{ action: string; id: string; times: number }>`
    select action, subject_id as id, count(*)::int as times from platform.audit
    where action in ('user.create', 'user.change', 'ingest.accept', 'ingest.commit') group by 1, 2`.execute(db);
  return {
    accounts: accounts.rows.map(({ username, post }) => [username, post]),
    sessions: sessions.rows.map(({ hash }) => hash),
    marks: marks.rows.map(({ action, id, times }) => [action, id, times]),
  };
}

/** Where what stands differs from what was acknowledged. */
export function deskFaults(told: readonly DeskMessage[], standing: DeskStanding): string[] {
  const posts = new Map(standing.accounts);
  const sessions = new Set(standing.sessions);
  const faults = told.flatMap(({ account, session, moved }) => [
    ...(account !== undefined && !posts.has(account) ? [`account ${account} is lost`] : []),
    ...(session !== undefined && !sessions.has(session) ? [`a session is lost`] : []),
    ...(moved !== undefined && posts.get(moved) !== NEXT_POST ? [`the post of ${moved} is lost`] : []),
  ]);
  const doubled = standing.marks.filter(([, , times]) => times > 1);
  return [...faults, ...doubled.map(([action, id, times]) => `the audit says ${action} of ${id} ${times} times`)];
}
