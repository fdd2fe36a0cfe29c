import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTouched, NO_DRAFT, originalOf, wishOf, withCorrection } from './draft.ts';

const correction = { table: 0, correction: { kind: 'header' as const, lines: [2] } };

test('a draft sends only what was said', () => {
  assert.deepEqual(wishOf(NO_DRAFT), {});
  assert.deepEqual(wishOf(withCorrection(NO_DRAFT, correction)), { corrections: [correction] });
  assert.deepEqual(wishOf(originalOf(NO_DRAFT)), { forget: true });
});

test('every step can be taken back, the way to the first reading included', () => {
  const corrected = withCorrection(NO_DRAFT, correction);
  assert.equal(corrected.before, NO_DRAFT);
  assert.equal(originalOf(corrected).before, corrected);
});

test('a reading is touched by own and by remembered corrections', () => {
  assert.equal(isTouched(NO_DRAFT, false), false);
  assert.equal(isTouched(NO_DRAFT, true), true);
  assert.equal(isTouched(originalOf(NO_DRAFT), true), false);
  assert.equal(isTouched(withCorrection(NO_DRAFT, correction), false), true);
});
