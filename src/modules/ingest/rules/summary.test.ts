import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheet, take } from './sheet.fixture.ts';
import { createSummary, type Summary } from './summary.ts';

function summaryOf(text: string): Summary {
  const summary = createSummary();
  for (const outcome of take(sheet(text)).outcomes) summary.add(outcome);
  return summary.result();
}

test('counts, exact sums, extremes, missing values by kind, regions and periods', () => {
  const { measures, regions, periods, ...counts } = summaryOf(`
各市用电量（亿千瓦时）
地区|2023年|2024年
太原市|0.1|0.2
大同市|0.2|—
阳泉市|0.4|
某某区|9|9
注：某事`);
  assert.deepEqual(counts, {
    read: 7,
    accepted: 3,
    quarantined: { 'region-unknown': 1 },
    nonData: { title: 1, header: 1, note: 1 },
  });
  assert.equal(measures.length, 1);
  const [power] = measures;
  assert.deepEqual(
    [power?.measure?.name, power?.measure?.unit, power?.count, power?.sum, power?.min, power?.max, power?.regions],
    ['用电量', '亿千瓦时', 4, 0.9, 0.1, 0.4, 3],
  );
  assert.deepEqual(power?.missing, { 'not-applicable': 1, blank: 1 });
  assert.deepEqual(power?.byPeriod, [
    { period: '2024', count: 1, sum: 0.2 },
    { period: '2023', count: 3, sum: 0.7 },
  ]);
  assert.deepEqual(
    regions.map(({ name }) => name),
    ['太原市', '大同市', '阳泉市'],
  );
  assert.deepEqual(periods, { count: 2, first: '2023', last: '2024' });
});

test('read = accepted + quarantined + non-data', () => {
  const { read, accepted, quarantined, nonData } = summaryOf('地区|2023年\n太原市|1\n乱|2\n大同市|停\n数据来源：某处');
  const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, n) => sum + n, 0);
  assert.equal(read, accepted + total(quarantined) + total(nonData));
});

test('a measure with nothing but missing values has no extremes', () => {
  const [first] = summaryOf('指标：人口(人)\n地区|2024年|2025年\n太原市|1|\n大同市|2|').measures;
  assert.deepEqual([first?.count, first?.sum, first?.missing], [2, 3, { blank: 2 }]);
  const [empty] = summaryOf('指标：人口(人)\n地区|2025年\n太原市|—\n大同市|—').measures;
  assert.deepEqual([empty?.count, empty?.sum, empty?.min, empty?.max], [0, 0, null, null]);
});

test('R1 a month and its cumulative value of one measure are summed apart', () => {
  const { measures } = summaryOf(`
2026年10月各市规模以上工业增加值增速（%）
地区|10月|1—10月
太原市|5.1|4.5
大同市|-1.2|0.4`);
  assert.deepEqual(
    measures.map(({ measure, basis, count, sum }) => [measure?.name, basis, count, sum]),
    [
      ['规模以上工业增加值增速', 'CUR', 2, 3.9],
      ['规模以上工业增加值增速', 'CUM', 2, 4.9],
    ],
  );
});
