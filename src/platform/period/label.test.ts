import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Basis } from './basis.ts';
import { periodKey } from './key.ts';
import { periodLabel } from './label.ts';

const cases: [key: string, basis: Basis, zh: string, en: string][] = [
  ['2026', 'CUM', '2026年', '2026'],
  ['2026', 'PT', '2026年末', 'end of 2026'],
  ['2026-H1', 'CUM', '2026年上半年', 'H1 2026'],
  ['2026-H2', 'CUM', '2026年全年', 'full year 2026'],
  ['2026-H2', 'CUR', '2026年下半年', 'H2 2026'],
  ['2026-Q1', 'CUM', '2026年一季度', 'Q1 2026'],
  ['2026-Q2', 'CUM', '2026年上半年', 'H1 2026'],
  ['2026-Q3', 'CUM', '2026年前三季度', 'Q1–Q3 2026'],
  ['2026-Q4', 'CUM', '2026年全年', 'full year 2026'],
  ['2026-Q3', 'CUR', '2026年三季度', 'Q3 2026'],
  ['2026-Q3', 'PT', '2026年三季度末', 'end of Q3 2026'],
  ['2026-01', 'CUM', '2026年1月', 'Jan 2026'],
  ['2026-02', 'CUM', '2026年1—2月', 'Jan–Feb 2026'],
  ['2026-10', 'CUM', '2026年1—10月', 'Jan–Oct 2026'],
  ['2026-10', 'CUR', '2026年10月', 'Oct 2026'],
  ['2026-10', 'PT', '2026年10月末', 'end of Oct 2026'],
  ['2026-10', 'AVG', '2026年1—10月平均', 'Jan–Oct 2026'],
  ['2026-10', 'IDX', '2026年10月', 'Oct 2026'],
  ['2026-W07', 'CUR', '2026年第7周', 'week 7 of 2026'],
  ['2026-10-05', 'CUM', '截至2026年10月5日', 'to 5 Oct 2026'],
  ['2026-10-05', 'CUR', '2026年10月5日', '5 Oct 2026'],
  ['2026-10-05T08', 'CUR', '2026年10月5日8时', '5 Oct 2026 08:00'],
  ['2025-S', 'RATE', '2025—2026学年', 'school year 2025–2026'],
];

test('R3 cumulative quarters and months are labelled by what they cover, in both languages', () => {
  for (const [key, basis, zh, en] of cases) {
    assert.equal(periodLabel(periodKey(key), { basis }), zh);
    assert.equal(periodLabel(periodKey(key), { basis }, 'en'), en);
  }
});

test('R2 merged January and February read 1—2月 whatever the basis', () => {
  assert.equal(periodLabel(periodKey('2026-02'), { basis: 'RATE', mergedJanFeb: true }), '2026年1—2月');
  assert.equal(periodLabel(periodKey('2026-03'), { basis: 'RATE', mergedJanFeb: true }), '2026年3月');
});
