import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Authenticate } from '#platform/http/access.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from './desk.ts';
import type { LiveSession } from './live-session.ts';
import { isSessionLive } from './rules/session-age.ts';
import { touchSession } from './sql/session.ts';

export const SESSION_COOKIE = 'yiping_session';

/** How far `last_seen_at` may lag in the ledger; a session may end so much early, never late. */
const TOUCH_EVERY_MS = 60_000;

/** A token as the ledger knows it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** How requests become actors: the cookie's session, when it is open, of an account that may act, and not too old. */
export function authenticate(platform: Platform): Authenticate {
  return async (request) => (await sessionOf(platform, request))?.actor ?? null;
}

/** The live session of a request, or null. Counts as activity. */
export async function sessionOf(platform: Platform, request: FastifyRequest): Promise<LiveSession | null> {
  const token = request.cookies[SESSION_COOKIE];
  if (!token || !/^[\w-]{43}$/.test(token)) return null;
  const session = await deskOf(platform).sessions.find(hashToken(token));
  const now = platform.clock.now();
  if (!session || !isSessionLive(session, now, session.idleMinutes)) return null;
  await keepAlive(platform, session, now);
  return session;
}

async function keepAlive(platform: Platform, session: LiveSession, now: Date): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < TOUCH_EVERY_MS) return;
  session.lastSeenAt = now;
  await touchSession(deskOf(platform).db, session.id, now);
}
