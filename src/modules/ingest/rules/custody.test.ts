import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersFor } from './custody.ts';

const who = (userId: string, departments: 'all' | string[]) => ({
  userId,
  scope: { regions: [] as string[], departments },
});
const import_ = { persons: ['u1'], departments: ['D28'] };

test('an import is for who made it, for its department, and for those who answer for all', () => {
  assert.ok(answersFor(who('u1', []), import_));
  assert.ok(answersFor(who('u2', ['D05', 'D28']), import_));
  assert.ok(answersFor(who('u3', 'all'), import_));
  assert.equal(answersFor(who('u2', ['D05']), import_), false);
  assert.equal(answersFor(who('u2', []), { persons: ['u1'], departments: [null] }), false);
});
