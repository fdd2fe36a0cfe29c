import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createReader } from './apply.ts';
import { proposeReading } from './propose.ts';
import { resolveRegion } from './regions.fixture.ts';
import { fates, line, sheet, take } from './sheet.fixture.ts';
import type { Cell, Row } from './sheet.ts';

const CITIES = [
  '太原市',
  '大同市',
  '阳泉市',
  '长治市',
  '晋城市',
  '朔州市',
  '晋中市',
  '运城市',
  '忻州市',
  '临汾市',
  '吕梁市',
];

const anyCell = fc.oneof(
  fc.constantFrom<Cell>(
    ...CITIES,
    '全省合计',
    '某某区',
    '地区',
    '指标',
    '2024年',
    '1—10月',
    2023,
    '增速(%)',
    'GDP(亿元)',
    '单位：亿元、%',
  ),
  fc.constantFrom<Cell>(
    null,
    '',
    '—',
    'NA',
    '…',
    '注：某事',
    '数据来源：某处',
    '一、工业',
    '　　#其中：出口',
    '5.6%',
    '1,234',
    true,
  ),
  fc.double({ noNaN: false, min: -1e6, max: 1e6 }),
  fc.string({ maxLength: 6 }),
);

test('every row has exactly one outcome, whatever the sheet', () => {
  const grid = fc.array(fc.array(anyCell, { maxLength: 6 }), { maxLength: 14 });
  fc.assert(
    fc.property(grid, grid, (sample, others) => {
      const rows = [...sample, ...others].map((cells, i): Row => ({ line: i + 1, cells }));
      const readings = proposeReading(rows.slice(0, sample.length), [], { resolveRegion });
      const reader = createReader(readings, resolveRegion);
      for (const row of rows) {
        const outcome = reader.read(row);
        assert.equal(outcome.line, row.line);
        assert.ok(['accepted', 'quarantined', 'non-data'].includes(outcome.kind));
        if (outcome.kind === 'quarantined') assert.match(outcome.text, /^第 \d+ 行.*\p{Script=Han}/u);
        if (outcome.kind !== 'accepted') continue;
        for (const { value, missing } of outcome.observations) assert.equal(value === null, missing !== null);
      }
    }),
    { numRuns: 500 },
  );
});

test('R13 in any cross table every figure is read once, at its region and year, and no blank becomes a figure', () => {
  const figure = fc.oneof(
    fc.constant(null),
    fc.integer({ min: 3000, max: 1e7 }).map((n) => n / 100),
  );
  const width = 4;
  const body = fc.array(fc.array(figure, { minLength: width, maxLength: width }), {
    minLength: 2,
    maxLength: CITIES.length,
  });
  fc.assert(
    fc.property(body, (figures) => {
      const years = Array.from({ length: width }, (_, i) => 2024 - i);
      fc.pre(figures.every((row) => row.some((value) => value !== null)));
      const cells: Cell[][] = [
        ['各市用电量（亿千瓦时）'],
        ['地区', ...years.map((y) => `${y}年`)],
        ...figures.map((row, i) => [CITIES[i] ?? '', ...row]),
      ];
      const { observations } = take(cells.map((row, i) => ({ line: i + 1, cells: row })));
      const expected = figures.flatMap((row, i) => row.map((value, j) => [CITIES[i], String(years[j]), value]));
      assert.deepEqual(
        observations.map(({ region, period, value }) => [region?.name, period, value]),
        expected,
      );
    }),
  );
});

const OTHERS = CITIES.slice(2).map((city) => `${city}|2024年|1|2`);

test('a row given twice is a duplicate; with other values it is quarantined; it may complete what was blank', () => {
  const text = `
地区|时间|用电量(万千瓦时)|货运量(万吨)
${OTHERS.join('\n')}
太原市|2024年|1|2
大同市|2024年|3|
太原市|2024年|1|2
太原市|2024年|1|5
大同市|2024年||4`;
  const { outcomes } = take(sheet(text));
  const last = fates(outcomes).slice(-5);
  assert.deepEqual(last, ['accepted', 'accepted', 'duplicate', 'quarantined:duplicate-conflict', 'accepted']);
  const [conflict] = outcomes.filter((outcome) => outcome.kind === 'quarantined');
  assert.equal(conflict?.text, '第 14 行：与前面同一地区、时间、指标的值不同：太原市 2024');
});

test('growth without a value counts when rows are compared', () => {
  const text = `
地区|时间|工业增加值(亿元)|增速(%)
${OTHERS.join('\n')}
太原市|2024年|—|5
太原市|2024年|—|5
太原市|2024年|—|4`;
  assert.deepEqual(fates(take(sheet(text)).outcomes).slice(-3), [
    'accepted',
    'duplicate',
    'quarantined:duplicate-conflict',
  ]);
});

test('faults name the cell and the reason', () => {
  const text = `
地区代码|地区|时间|用电量(万千瓦时)
140100|太原市|2024年|1
140200|大同市|2024年|2
140300|阳泉市|2024年|停产
140400|晋城市|2024年|4
140500|晋城市|某年|5
140600|朔州市||6
140700|晋中市|2024年|7亿元
140800|运城市|2024年|8|9`;
  const { outcomes } = take(sheet(text));
  const texts = outcomes.flatMap((outcome) =>
    outcome.kind === 'quarantined' ? [`${outcome.code} ${outcome.text}`] : [],
  );
  assert.deepEqual(texts, [
    'value-unreadable 第 4 行第 4 列：数值无法识别：“停产”不是数',
    'region-conflict 第 5 行第 2、1 列：地区前后不一致：名称是“晋城市”，代码 140400 是“长治市”',
    'period-unreadable 第 6 行第 3 列：时间无法识别：“某年”',
    'period-missing 第 7 行第 3 列：没有写时间',
    'unit-conflict 第 8 行第 4 列：单元格里的单位与该列单位不同：单元格写“亿元”，该列是“万千瓦时”',
    'extra-cells 第 9 行第 5 列：内容超出表头的列数',
  ]);
});

test('a cell shown in percent is read as shown, not as the fraction stored', () => {
  const rows: Row[] = [
    { line: 1, cells: ['地区', '时间', '合格率(%)'] },
    { line: 2, cells: ['太原市', '2024年', 0.053], marks: [{ column: 2, kind: 'percent' }] },
    { line: 3, cells: ['大同市', '2024年', null], marks: [{ column: 2, kind: 'error', text: '#DIV/0!' }] },
  ];
  const { observations, outcomes } = take(rows);
  assert.deepEqual(observations.map(line), ['太原市 2024 RATE 合格率(%)=5.3']);
  assert.deepEqual(fates(outcomes), ['header', 'accepted', 'quarantined:value-unreadable']);
});
