import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  afterFailure,
  FAILURES_BEFORE_LOCK,
  type Failures,
  LOCK_MINUTES,
  lockedUntil,
  NO_FAILURES,
} from './lockout.ts';

const start = new Date('2026-11-24T08:00:00+08:00');
const minutes = (n: number): Date => new Date(start.getTime() + n * 60_000);
const failTimes = (times: number, at = start): Failures =>
  Array.from({ length: times }).reduce<Failures>((before) => afterFailure(before, at), NO_FAILURES);

test('the fifth failure locks for fifteen minutes, the fourth does not', () => {
  assert.equal(lockedUntil(failTimes(FAILURES_BEFORE_LOCK - 1), start), null);
  assert.deepEqual(lockedUntil(failTimes(FAILURES_BEFORE_LOCK), start), minutes(LOCK_MINUTES));
});

test('a lock ends at its minute, and one more failure after it does not lock again', () => {
  const locked = failTimes(FAILURES_BEFORE_LOCK);
  assert.notEqual(lockedUntil(locked, new Date(minutes(LOCK_MINUTES).getTime() - 1)), null);
  assert.equal(lockedUntil(locked, minutes(LOCK_MINUTES)), null);
  assert.deepEqual(afterFailure(locked, minutes(LOCK_MINUTES)), { failedCount: 1, lockedUntil: null });
});

test('property: however failures are spread, a lock is never longer than fifteen minutes from the last', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(90), { minLength: 1, maxLength: 30 }), (gaps) => {
      let [at, state] = [start, NO_FAILURES];
      for (const gap of gaps) {
        at = new Date(at.getTime() + gap * 60_000);
        state = afterFailure(state, at);
        const until = lockedUntil(state, at);
        assert.ok(until === null || until.getTime() - at.getTime() <= LOCK_MINUTES * 60_000);
        assert.equal(until !== null, state.failedCount >= FAILURES_BEFORE_LOCK);
      }
    }),
  );
});
