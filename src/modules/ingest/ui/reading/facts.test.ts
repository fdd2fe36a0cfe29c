import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from './facts.ts';
import { columnOf, rowOf, tableOf } from './table.fixture.ts';

const measure = (name: string) => ({ key: name, name, unit: '亿元', basis: null });

test('regions of the rows are counted once each; those unknown are listed with their lines', () => {
  const fault = { outcome: 'quarantined' as const, columns: [0] };
  const { regions, counts } = factsOf(tableOf(), [
    rowOf(1, ['地区', '2024年', '2023年'], { outcome: 'non-data', what: 'header' }),
    rowOf(2, ['太原市', 1, 2]),
    rowOf(3, [' 太原市 ', 1, 2]),
    rowOf(4, ['大同县', 1, 2], fault),
    rowOf(5, ['某区', 1, 2], fault),
    rowOf(6, ['某区', 1, 2], fault),
  ]);
  assert.deepEqual(regions, {
    columns: [0],
    known: 1,
    unknown: [
      { text: '某区', lines: [5, 6] },
      { text: '大同县', lines: [4] },
    ],
  });
  assert.deepEqual(counts, { accepted: 2, quarantined: 3, nonData: 1 });
});

test('periods of the header stand in order of time; those of rows are shown as written', () => {
  assert.deepEqual(factsOf(tableOf(), []).periods.keys, ['2023', '2024']);
  const tidy = tableOf({ columns: [columnOf(0, { role: 'period', part: 'whole' }), columnOf(1)] });
  const { periods } = factsOf(tidy, [rowOf(2, ['2020年2月', 1]), rowOf(3, ['2020年1月', 1])]);
  assert.deepEqual([periods.keys, periods.texts, periods.columns], [[], ['2020年2月', '2020年1月'], [0]]);
});

test('a measure is told once with its unit and whether its growth stands beside it', () => {
  const { measures } = factsOf(
    tableOf({
      columns: [
        columnOf(0, { role: 'region' }),
        columnOf(1, { measure: measure('地区生产总值') }),
        columnOf(2, { role: 'growth', growthOf: 1 }),
        columnOf(3, { measure: measure('财政支出') }),
      ],
    }),
    [],
  );
  assert.deepEqual(measures, [
    { name: '地区生产总值', unit: '亿元', hasGrowth: true },
    { name: '财政支出', unit: '亿元', hasGrowth: false },
  ]);
});

test('a measure of the whole table takes its unit from the unit line', () => {
  const said = { from: 'title', confidence: 1, why: '' };
  const { measures } = factsOf(
    tableOf({
      fixed: {
        region: null,
        period: null,
        year: null,
        measure: { value: { key: 'x', name: '人口', unit: null, basis: null }, ...said },
        units: { value: ['万人'], ...said },
      },
    }),
    [],
  );
  assert.deepEqual(measures, [{ name: '人口', unit: '万人', hasGrowth: false }]);
});

test('rows of another table of the sheet are left out', () => {
  const { counts } = factsOf(
    tableOf({ from: 3, to: 4 }),
    [1, 3, 4, 5].map((line) => rowOf(line, ['太原市'])),
  );
  assert.equal(counts.accepted, 2);
});
