import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOf, FIELDS, KINDS } from './draft.ts';

test('a form becomes a check once it is complete', () => {
  assert.deepEqual(checkOf('range', { column: 'm1', min: '0', max: '' }), { kind: 'range', column: 'm1', min: 0 });
  assert.deepEqual(checkOf('in-set', { column: 'd1', values: '煤炭\n 电力 \n' }), {
    kind: 'in-set',
    column: 'd1',
    values: ['煤炭', '电力'],
  });
  assert.deepEqual(checkOf('reconcile', { column: 'm1', whole: '140000', tolerance: '1' }), {
    kind: 'reconcile',
    column: 'm1',
    whole: '140000',
    tolerance: 0.01,
  });
  assert.deepEqual(checkOf('unique', { columns: 'region period' }), { kind: 'unique', columns: ['region', 'period'] });
  assert.equal(checkOf('pattern', { column: 'd1' }), null);
  assert.equal(checkOf('range', { column: 'm1', min: 'x' }), null);
});

test('every kind has its fields', () => {
  assert.deepEqual([...KINDS].sort(), Object.keys(FIELDS).sort());
});
