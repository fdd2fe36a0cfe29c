import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPeriodKey } from '#platform/period/key.ts';
import { keyFrom, partsOf } from './period-parts.ts';

test('what is said becomes a period key', () => {
  assert.equal(keyFrom('year', ' 2026 ', 1), '2026');
  assert.equal(keyFrom('half', '2026', 2), '2026-H2');
  assert.equal(keyFrom('quarter', '2026', 3), '2026-Q3');
  assert.equal(keyFrom('month', '2026', 7), '2026-07');
});

test('a part left over from months does not make a fifth quarter', () => {
  assert.equal(keyFrom('quarter', '2026', 12), '2026-Q4');
  assert.equal(keyFrom('half', '2026', 12), '2026-H2');
});

test('a year half typed is no key', () => assert.ok(!isPeriodKey(keyFrom('month', '202', 1))));

test('a year has no parts', () => assert.deepEqual([partsOf('year').length, partsOf('month').length], [0, 12]));
