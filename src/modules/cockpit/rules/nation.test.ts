import assert from 'node:assert/strict';
import { it } from 'node:test';
import { periodKey } from '#platform/period/key.ts';
import { sharedPeriods } from './nation.ts';

const row = (indicator: string, period: string, value: number | null) => ({
  indicator,
  period: periodKey(period),
  value,
});

it('the nation is of the newest period that several provinces have, each indicator by itself', () => {
  const rows = [
    ...[row('JJ001', '2023-Q4', 1), row('JJ001', '2023-Q4', 2), row('JJ001', '2024-Q4', 3), row('JJ001', '2024-Q4', 4)],
    ...[row('JJ001', '2026-Q3', 5), row('JJ001', '2026-Q3', null)],
    ...[row('JJ015', '2022-12', 1), row('JJ015', '2022-12', 1), row('JJ022', '2026-10', 100)],
  ];
  assert.deepEqual(
    [...sharedPeriods(rows)],
    [
      ['JJ001', '2024-Q4'],
      ['JJ015', '2022-12'],
    ],
  );
  assert.equal(sharedPeriods([]).size, 0);
});
