import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPeriod } from '#platform/period/text.ts';
import type { IndicatorDefinition } from './definition.ts';
import { fitPeriod } from './reading.ts';

type Traits = Pick<IndicatorDefinition, 'frequency' | 'basis' | 'alsoBasis'>;
const quarterly: Traits = { frequency: 'Q', basis: 'CUM' };
const monthly: Traits = { frequency: 'M', basis: 'CUM' };

function fit(text: string, traits: Traits): string {
  const stated = readPeriod(text);
  assert.ok(stated, text);
  const fitted = fitPeriod(stated, traits);
  return fitted.ok ? `${fitted.key} ${fitted.basis}` : fitted.code;
}

test('R3 cumulative spans are stored under the quarter that ends them', () => {
  assert.equal(fit('2026年一季度', quarterly), '2026-Q1 CUM');
  assert.equal(fit('2026年上半年', quarterly), '2026-Q2 CUM');
  assert.equal(fit('2026年前三季度', quarterly), '2026-Q3 CUM');
  assert.equal(fit('2026年1—9月', quarterly), '2026-Q3 CUM');
  assert.equal(fit('2026年', quarterly), '2026-Q4 CUM');
});

test('a cumulative span fits a monthly cumulative indicator, a later quarter alone does not', () => {
  assert.equal(fit('2026年1—10月', monthly), '2026-10 CUM');
  assert.equal(fit('2026年一季度', monthly), '2026-03 CUM');
  assert.equal(fit('2026年三季度', monthly), 'frequency-differs');
  assert.equal(fit('2026年2月', quarterly), 'frequency-differs');
});

test('the year is the last month of a stock, not of a flow of the month', () => {
  assert.equal(fit('2026年末', { frequency: 'M', basis: 'PT' }), '2026-12 PT');
  assert.equal(fit('2026年', { frequency: 'M', basis: 'CUR' }), 'frequency-differs');
});

test('a basis the indicator cannot have is refused; a mean of an index is AVG', () => {
  assert.equal(fit('2026年10月末', monthly), 'basis-differs');
  assert.equal(fit('2026年10月当月', monthly), '2026-10 CUR');
  assert.equal(fit('2026年1—10月', { frequency: 'M', basis: 'IDX' }), '2026-10 AVG');
  assert.equal(fit('2020年2月', { frequency: 'M', basis: 'IDX' }), '2020-02 IDX');
});
