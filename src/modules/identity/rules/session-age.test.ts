import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOfSession, expiryOf, isSessionLive } from './session-age.ts';

const at = (text: string): Date => new Date(`2026-11-24T${text}:00+08:00`);

test('thirty idle minutes end a session, to the millisecond', () => {
  const times = { lastSeenAt: at('08:00'), expiresAt: at('20:00') };
  assert.equal(isSessionLive(times, new Date(at('08:30').getTime() - 1), 30), true);
  assert.equal(isSessionLive(times, at('08:30'), 30), false);
});

test('twelve hours end a session, however busy', () => {
  const expiresAt = expiryOf(at('08:00'));
  assert.deepEqual(expiresAt, at('20:00'));
  assert.deepEqual(endOfSession({ lastSeenAt: at('19:59'), expiresAt }, 30), at('20:00'));
  assert.equal(isSessionLive({ lastSeenAt: at('19:59'), expiresAt }, at('20:00'), 30), false);
});
