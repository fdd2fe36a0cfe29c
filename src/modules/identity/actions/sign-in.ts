import { audit } from '#platform/audit.ts';
import type { Refusal } from '#platform/errors.ts';
import { newId, newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { hashToken } from '../authenticate.ts';
import type { SignIn } from '../contract.ts';
import { type Desk, deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { verifyPassword } from '../password.ts';
import { afterFailure, lockedUntil, NO_FAILURES } from '../rules/lockout.ts';
import { expiryOf } from '../rules/session-age.ts';
import { insertSession } from '../sql/session.ts';
import { type Account, findAccount, lockAccount, setFailures } from '../sql/user.ts';
import type { Tx } from '../tables.ts';
import { type Answer, examine, refusalFor } from './challenge.ts';
import { personOf, STRANGER } from './person.ts';

/** Where a request comes from. */
export interface Origin {
  readonly ip: string;
  readonly agent: string;
}

/**
 * Let someone in: a new session's token, to be sent as a cookie and kept nowhere.
 * Failures are counted and audited in one transaction; an unknown name takes as long and reads the same as a wrong password.
 * @throws {Refusal} `identity.bad-credentials`, `.locked`, `.disabled`, `.totp-required`, `.bad-totp`, `.too-many-attempts`
 */
export async function signIn(platform: Platform, input: SignIn, origin: Origin): Promise<string> {
  const desk = deskOf(platform);
  const username = input.username.normalize('NFKC').trim().toLowerCase();
  const attempt = `${username} ${origin.ip}`;
  refuseHaste(desk, attempt, origin.ip);
  const account = await findAccount(desk.db, username);
  const passwordFits = await verifyPassword(account?.password_hash ?? null, input.password);
  const result = account
    ? await enter(platform, account, { passwordFits, totp: input.totp }, origin)
    : await refuseStranger(platform, username, origin);
  if (typeof result === 'string') {
    desk.byNameAndAddress.forget(attempt);
    return result;
  }
  desk.byAddress.record(origin.ip, desk.elapsed());
  throw result;
}

/** Attempts are counted before the costly work, so that a flood does not keep the processors busy. */
function refuseHaste(desk: Desk, attempt: string, ip: string): void {
  const now = desk.elapsed();
  const wait = Math.max(desk.byNameAndAddress.waitFor(attempt, now), desk.byAddress.waitFor(ip, now));
  if (wait > 0) throw identityErrors['too-many-attempts']({ seconds: Math.ceil(wait / 1000) });
  desk.byNameAndAddress.record(attempt, now);
}

/** Decide with the account held, so that many attempts at once count as many. */
function enter(platform: Platform, found: Account, answer: Answer, origin: Origin): Promise<string | Refusal> {
  return deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const account = await lockAccount(tx, found.id);
      if (!account) return identityErrors['bad-credentials']({});
      const passwordFits = answer.passwordFits && account.password_hash === found.password_hash;
      const verdict = await examine(platform, tx, account, { ...answer, passwordFits });
      if (verdict === 'in') return openSession(platform, tx, account, origin);
      await audit(tx, platform.clock, personOf(account), {
        action: 'session.open',
        subject: { kind: 'user', id: account.id },
        outcome: 'refused',
        detail: { reason: verdict, ip: origin.ip },
      });
      return refusalFor(verdict, account);
    });
}

async function openSession(platform: Platform, tx: Tx, account: Account, origin: Origin): Promise<string> {
  const now = platform.clock.now();
  const [id, token] = [newId(now), newToken()];
  await insertSession(tx, {
    id,
    token_hash: hashToken(token),
    user_id: account.id,
    created_at: now,
    last_seen_at: now,
    expires_at: expiryOf(now),
    ip: origin.ip,
    agent: origin.agent.slice(0, 200),
  });
  if (account.failed_count > 0) await setFailures(tx, account.id, NO_FAILURES);
  await audit(tx, platform.clock, personOf(account), {
    action: 'session.open',
    subject: { kind: 'session', id },
    detail: { ip: origin.ip, secondFactor: account.totp_enabled },
  });
  return token;
}

const MOST_STRANGERS = 10_000;

/** The name itself is not written down: people type their password into the wrong field. */
async function refuseStranger(platform: Platform, username: string, origin: Origin): Promise<Refusal> {
  const { db, strangers } = deskOf(platform);
  const now = platform.clock.now();
  const failures = strangers.get(username) ?? NO_FAILURES;
  const until = lockedUntil(failures, now);
  if (until === null) {
    if (strangers.size >= MOST_STRANGERS) strangers.clear();
    strangers.set(username, afterFailure(failures, now));
  }
  const detail = { reason: until === null ? 'bad-credentials' : 'locked', ip: origin.ip };
  const entry = {
    action: 'session.open',
    subject: { kind: 'user', id: 'unknown' },
    outcome: 'refused',
    detail,
  } as const;
  await db.transaction().execute(async (tx) => {
    // The same statements as for an account that is there, so that the time does not tell which names are.
    await lockAccount(tx, STRANGER.userId);
    await setFailures(tx, STRANGER.userId, NO_FAILURES);
    await audit(tx, platform.clock, STRANGER, entry);
  });
  return until ? identityErrors.locked({ until: until.toISOString() }) : identityErrors['bad-credentials']({});
}
