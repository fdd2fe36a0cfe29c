import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ColumnProfile } from '../olap/profile.ts';
import { type ItemFacts, patternOf, suggest } from './suggest.ts';

const EMPTY = { distinct: 101, min: null, max: null, minLength: 0, maxLength: 0, values: [], shapes: [] };
const column = (name: string, more: Partial<ColumnProfile> = {}): ColumnProfile => ({
  column: name,
  numeric: name.startsWith('m'),
  present: 1000,
  ...EMPTY,
  ...more,
});
const item = (name: string, role: ItemFacts['role'], unit: string | null = null): ItemFacts => ({
  column: name,
  name,
  role,
  unit,
});

test('a table of regions and periods suggests its key, its size, shares, lists and shapes', () => {
  const items = [
    item('region', 'region'),
    item('period', 'period'),
    item('d1', 'dimension'),
    item('d2', 'attribute'),
    item('m1', 'measure', '%'),
    item('m2', 'measure', '吨'),
  ];
  const profile = {
    rows: 1000,
    columns: [
      column('region'),
      column('period'),
      column('d1', { values: ['煤炭', '电力'] }),
      column('d2', { shapes: ['AA999'] }),
      column('m1', { min: 3, max: 98, present: 990 }),
      column('m2', { min: 10, max: 30 }),
    ],
  };
  const checks = suggest(profile, items).map(({ draft }) => draft.check);
  assert.deepEqual(checks, [
    { kind: 'row-count', min: 500 },
    { kind: 'unique', columns: ['region', 'period', 'd1'] },
    { kind: 'not-null', column: 'region' },
    { kind: 'not-null', column: 'period' },
    { kind: 'not-null', column: 'd1' },
    { kind: 'in-set', column: 'd1', values: ['煤炭', '电力'] },
    { kind: 'not-null', column: 'd2' },
    { kind: 'pattern', column: 'd2', pattern: '[A-Za-z]{2}[0-9]{3}' },
    { kind: 'range', column: 'm1', min: 0, max: 100 },
    { kind: 'not-null', column: 'm2', allowMarked: true },
    { kind: 'range', column: 'm2', min: 0, max: 40 },
  ]);
});

test('a few rows suggest no bounds, and none suggest nothing', () => {
  const items = [item('m1', 'measure', '吨')];
  const few = suggest({ rows: 5, columns: [column('m1', { min: 1, max: 2, present: 5 })] }, items);
  assert.deepEqual(
    few.map(({ draft }) => draft.check.kind),
    ['row-count'],
  );
  assert.deepEqual(suggest({ rows: 0, columns: [] }, items), []);
});

test('suggested bounds hold what is there', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
      fc.double({ noNaN: true, min: 0, max: 1e12 }),
      (min, span) => {
        const max = min + span;
        const [, , found] = suggest({ rows: 100, columns: [column('m1', { min, max, present: 100 })] }, [
          item('m1', 'measure'),
        ]);
        const check = found?.draft.check;
        assert.ok(check?.kind === 'range' && check.min !== undefined && check.max !== undefined);
        assert.ok(check.min <= min && check.max >= max, `${check.min} ≤ ${min} … ${max} ≤ ${check.max}`);
      },
    ),
  );
});

test('a shape becomes a pattern', () => {
  assert.equal(patternOf('AA-999'), '[A-Za-z]{2}-[0-9]{3}');
  assert.equal(patternOf('晋A.9'), '晋[A-Za-z]\\.[0-9]');
  assert.equal(patternOf('中中9(9)'), '\\p{Han}{2}[0-9]\\([0-9]\\)');
});
