import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import type { Actor } from './scope.ts';
import type { PlatformTables } from './tables.ts';

/** What was done to what. `detail` must hold no secret and no personal data. */
export interface AuditEntry {
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Refused actions are recorded as well. */
  readonly outcome?: 'done' | 'refused';
}

// biome-ignore lint/suspicious/noExplicitAny: any module's transaction carries the platform's tables beside its own.
type AnyTransaction = Transaction<any>;

const GENESIS = '0'.repeat(64);

/**
 * Append one row to the hash chain, in the caller's transaction: no audit, no action.
 * The head row is locked first, so that rows of concurrent transactions stand one behind the other.
 */
export async function audit(tx: AnyTransaction, clock: Clock, actor: Actor, entry: AuditEntry): Promise<void> {
  const db: Transaction<PlatformTables> = tx;
  const head = await db.selectFrom('platform.audit_head').select(['seq', 'hash']).forUpdate().executeTakeFirst();
  const row = {
    seq: Number(head?.seq ?? 0) + 1,
    at: clock.now().toISOString(),
    user_id: actor.userId,
    username: actor.username,
    action: entry.action,
    subject_kind: entry.subject.kind,
    subject_id: entry.subject.id,
    outcome: entry.outcome ?? 'done',
    detail: canonical(entry.detail ?? {}),
  };
  const hash = rowHash(head?.hash ?? GENESIS, row);
  await db
    .insertInto('platform.audit')
    .values({ ...row, prev_hash: head?.hash ?? GENESIS, hash })
    .execute();
  await db.updateTable('platform.audit_head').set({ seq: row.seq, hash }).execute();
}

type HashedRow = Readonly<Record<'seq', number> & Record<string, string | number>>;

/** SHA-256 over the previous hash and the row's fields in the order of their names. */
export function rowHash(previous: string, row: HashedRow): string {
  return createHash('sha256').update(previous).update(canonical(row)).digest('hex');
}

/** JSON with sorted keys: the same value is the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
}

/**
 * Walk the chain from the start up to the head as it stands now; the number of the first row that does not fit, or null
 * when all do. Rows that are appended meanwhile belong to the next walk.
 */
export async function verifyAudit(db: Kysely<PlatformTables>): Promise<{ rows: number; brokenAt: number | null }> {
  const head = await db.selectFrom('platform.audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
  const end = Number(head.seq);
  let previous = GENESIS;
  let last = 0;
  while (last < end) {
    const page = await auditPage(db, last, end);
    for (const { prev_hash, hash, ...row } of page) {
      const fits = row.seq === last + 1 && prev_hash === previous && rowHash(previous, row) === hash;
      if (!fits) return { rows: last, brokenAt: last + 1 };
      previous = hash;
      last = row.seq;
    }
    if (page.length === 0) return { rows: last, brokenAt: last + 1 };
  }
  return { rows: last, brokenAt: last === 0 || previous === head.hash ? null : last };
}

async function auditPage(db: Kysely<PlatformTables>, after: number, upTo: number) {
  const rows = await db
    .selectFrom('platform.audit')
    .select(['seq', 'user_id', 'username', 'action', 'subject_kind', 'subject_id', 'outcome', 'prev_hash', 'hash'])
    .select([
      sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('at'),
      sql<string>`detail`.as('detail'),
    ])
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .limit(1000)
    .execute();
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
