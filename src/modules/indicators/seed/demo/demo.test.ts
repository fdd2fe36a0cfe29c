import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PeriodKey, partOf, periodKey, samePeriodLastYear } from '#platform/period/key.ts';
import { seededDefinition } from '../definitions.ts';
import { type DemoRegion, demoProvince } from './province.ts';
import type { DemoRow } from './series.ts';

const CITIES = [
  '140100',
  '140200',
  '140300',
  '140400',
  '140500',
  '140600',
  '140700',
  '140800',
  '140900',
  '141000',
  '141100',
];
const REGIONS: readonly DemoRegion[] = [
  { code: '140000', level: 'province', parent: '' },
  ...CITIES.map((code) => ({ code, level: 'city', parent: '140000' }) as const),
  { code: '140105', level: 'county', parent: '140100' },
  { code: '140106', level: 'county', parent: '140100' },
  { code: '140927', level: 'county', parent: '140900' },
];
const NOW = new Date('2026-11-24T07:30:00+08:00');

function make(code: string) {
  const definition = seededDefinition(code);
  assert.ok(definition);
  return demoProvince(definition, REGIONS, '2026-11-24', NOW);
}

const at = (rows: readonly DemoRow[], region: string, period: PeriodKey): DemoRow | undefined =>
  rows.find((row) => row.region === region && row.period === period);

describe('the demo province', () => {
  it('is the same for a date, and marked in every figure', () => {
    const first = make('JJ015');
    assert.deepEqual(make('JJ015'), first);
    assert.ok(first.rows.every((row) => row.flags.includes('simulated')));
    assert.ok(first.rows.length > 400);
  });

  it('publishes nothing before it would be known', () => {
    for (const code of ['JJ001', 'JJ015', 'ST003', 'SC013', 'JW001']) {
      assert.ok(
        make(code).rows.every((row) => row.at <= NOW),
        code,
      );
    }
  });

  it('has no January where January and February come together (R2)', () => {
    assert.ok(make('JJ015').rows.every((row) => partOf(row.period) !== 1));
    assert.ok(make('JJ019').rows.some((row) => partOf(row.period) === 1));
  });

  it('adds up: the province is its cities and a little more (R16)', () => {
    const { rows } = make('JJ019');
    const period = periodKey('2026-10');
    const cities = CITIES.map((city) => at(rows, city, period)?.value ?? Number.NaN);
    const sum = cities.reduce((a, b) => a + b, 0);
    const province = at(rows, '140000', period)?.value ?? 0;
    assert.ok(Math.abs(province - sum) / province < 0.01);
  });

  it('runs up over the year where it accumulates', () => {
    const series = make('JJ019').rows.filter((row) => row.region === '140100' && row.period.startsWith('2025'));
    for (const [index, row] of series.entries()) {
      if (index > 0) assert.ok((row.value ?? 0) >= (series[index - 1]?.value ?? 0));
    }
  });

  it('has the troubles of real life', () => {
    const late = make('JJ027')
      .rows.filter((row) => row.region === '140000')
      .at(-1);
    assert.equal(late?.period, '2026-09', 'a department that is late with October');

    const retail = make('JJ015').rows;
    const october = periodKey('2026-10');
    assert.equal(at(retail, '140900', october), undefined, 'a city missing from the ranking');

    const trade = make('JJ017').rows;
    const base = at(trade, '140927', samePeriodLastYear(october) ?? october)?.value ?? 0;
    assert.ok((at(trade, '140927', october)?.value ?? 0) > base * 8, 'a base next to nothing');

    const jobs = make('JL001');
    const target = jobs.targets.find((one) => one.region === '141000' && one.year === 2026)?.value ?? 0;
    const done = at(jobs.rows, '141000', october)?.value ?? 0;
    assert.ok(done > target && done < target * 1.005, 'a figure a hair over its target');

    const gdp = make('JJ001').rows.filter((row) => row.region === '140000' && row.period === '2024-Q4');
    assert.ok(gdp.length > 1 && new Set(gdp.map((row) => row.stage)).size > 1, 'national accounts are revised');

    const air = make('ST003').rows;
    assert.ok(
      air.some((row) => row.value === null) && !air.some((row) => row.value === 0),
      'missing hours are missing, not zero',
    );
  });

  it('keeps shares of a whole within 0 and 100', () => {
    for (const code of ['SC001', 'ZL014', 'SB001', 'ZW006']) {
      assert.ok(
        make(code).rows.every((row) => row.value === null || (row.value >= 0 && row.value <= 100)),
        code,
      );
    }
  });
});
