import assert from 'node:assert/strict';
import { TOTP } from 'otpauth';
import type { Clock } from '#platform/clock.ts';
import { type Caller, openTestApp, TEST_PASSWORD, type TestApp } from '#platform/testing.ts';
import type { Config } from '../../config.ts';
import { identity } from './module.ts';
import type { IdentityTables } from './tables.ts';

export type Reply = Awaited<ReturnType<Caller>>;

export interface IdentityApp {
  readonly app: TestApp;
  /** Move the application's clock on. */
  pass(minutes: number): void;
  now(): Date;
  /** Try to sign in; the reply, whatever it is. */
  enter(username: string, password?: string, totp?: string): Promise<Reply>;
  as(username: string, password?: string, totp?: string): Promise<Caller>;
  idOf(username: string): Promise<string>;
  /** Rows of the audit, first to last. */
  audit(): Promise<AuditRecord[]>;
}

export interface AuditRecord {
  readonly action: string;
  readonly username: string;
  readonly outcome: string;
  readonly subject: string;
  readonly detail: string;
}

const START = new Date('2026-11-24T08:00:00+08:00');

/** The product with identity alone, demo accounts, and a clock that the test moves. */
export async function openIdentity(overrides: Partial<Config> = {}): Promise<IdentityApp> {
  const app = await openTestApp({ frozenNow: START, ...overrides }, [identity]);
  const { clock } = app.platform;
  assert.ok(isMovable(clock));
  const db = app.platform.db<IdentityTables>();
  const enter = (username: string, password = TEST_PASSWORD, totp?: string) =>
    app.http.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-yiping': '1', 'user-agent': 'test browser' },
      payload: { username, password, totp },
    });
  return {
    app,
    enter,
    pass: (minutes) => clock.set(new Date(clock.now().getTime() + minutes * 60_000)),
    now: () => clock.now(),
    as: async (username, password, totp) => callerOf(app, await enter(username, password, totp)),
    idOf: async (username) => {
      const row = db.selectFrom('identity.app_user').select('id').where('username', '=', username);
      return (await row.executeTakeFirstOrThrow()).id;
    },
    audit: async () => {
      const rows = await db.selectFrom('platform.audit').selectAll().orderBy('seq').execute();
      return rows.map((row) => ({ ...row, subject: `${row.subject_kind}:${row.subject_id}` }));
    },
  };
}

/** Someone who sends the cookie of a sign-in, and the header that writes need. */
export function callerOf(app: TestApp, reply: Reply): Caller {
  assert.equal(reply.statusCode, 200, reply.body);
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return (options) => app.http.inject({ ...options, headers: { cookie, 'x-yiping': '1', ...options.headers } });
}

/** The code of an authenticator app at a moment. */
export function codeAt(secret: string, at: Date): string {
  return new TOTP({ secret }).generate({ timestamp: at.getTime() });
}

/** Assert the status and, for refusals, the stable code of a reply. */
export function expect(reply: Reply, status: number, code?: string): void {
  assert.equal(reply.statusCode, status, reply.body);
  if (code !== undefined) assert.equal(reply.json().code, code);
}

function isMovable(clock: Clock): clock is Clock & { set(to: Date): void } {
  return 'set' in clock;
}
