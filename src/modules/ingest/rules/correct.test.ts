import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { adaptReading } from './adapt.ts';
import { type Corrected, correctReading, type RefusalCode } from './correct.ts';
import { COLUMN_ROLES, type Correction, type Reading } from './reading.ts';
import { resolveRegion, SHANXI, TAIYUAN } from './regions.fixture.ts';
import { shapeOf } from './shape.ts';
import { fates, line, readAll, sheet, take } from './sheet.fixture.ts';
import type { Cell } from './sheet.ts';

function correct(reading: Reading, ...corrections: Correction[]): Reading {
  return corrections.reduce((at, correction) => {
    const result = correctReading(at, correction, resolveRegion);
    assert.ok(result.ok, result.ok ? '' : result.text);
    return result.reading;
  }, reading);
}

function refusal(result: Corrected): RefusalCode | null {
  return result.ok ? null : result.code;
}

const CITY_ROWS = sheet(`
各市情况
地区|工业|农业|备考
太原市|1|2|3
某开发区|4|5|6
合计|5|7|9`);

test('a person may name a region, the period of the sheet, units and measures', () => {
  const { reading } = take(CITY_ROWS);
  assert.deepEqual(
    reading.gaps.map(({ what }) => what),
    ['period', 'unit'],
  );
  const corrected = correct(
    reading,
    { kind: 'region', text: '某开发区', region: TAIYUAN },
    { kind: 'sheet-period', period: { key: '2024-10', basis: 'CUM' } },
    { kind: 'unit', unit: '亿元', column: 1 },
    { kind: 'unit', unit: '万吨', column: 2 },
    { kind: 'measure', text: '农业', name: '粮食产量' },
    { kind: 'column', column: 3, role: 'ignore' },
    { kind: 'line', line: 3, what: 'note' },
  );
  assert.deepEqual(corrected.gaps, []);
  const { observations, outcomes } = readAll(CITY_ROWS, [corrected]);
  assert.deepEqual(fates(outcomes), ['title', 'header', 'note', 'accepted', 'accepted']);
  assert.deepEqual(observations.map(line), [
    '太原市 2024-10 CUM 工业(亿元)=4',
    '太原市 2024-10 CUM 粮食产量(万吨)=5',
    '山西省 2024-10 CUM 工业(亿元)=5',
    '山西省 2024-10 CUM 粮食产量(万吨)=7',
  ]);
  assert.equal(reading.corrections.length, 0, 'the proposal is not changed');
});

test('a later correction of the same thing replaces the earlier one', () => {
  const { reading } = take(CITY_ROWS);
  const twice = correct(reading, { kind: 'unit', unit: '万元' }, { kind: 'unit', unit: '亿元' });
  assert.deepEqual(twice.corrections, [{ kind: 'unit', unit: '亿元' }]);
  assert.deepEqual(twice.fixed.units?.value, ['亿元']);
});

test('a person may move the header and turn a column into the growth of another', () => {
  const rows = sheet(`
甲组|乙组|丙组|丁组
地区|2024年|同比|其他
太原市|1|2|3
大同市|4|5|6`);
  const { reading } = take(rows, { sheetName: '用电量（亿千瓦时）' });
  const moved = correct(reading, { kind: 'header', lines: [2] }, { kind: 'line', line: 1, what: 'title' });
  assert.deepEqual(
    moved.columns.map(({ role }) => role),
    ['region', 'measure', 'growth', 'measure'],
  );
  const grown = correct(
    moved,
    { kind: 'column', column: 3, role: 'growth', of: 1 },
    { kind: 'column', column: 2, role: 'measure' },
  );
  assert.deepEqual(
    grown.columns.map(({ role }) => role),
    ['region', 'measure', 'measure', 'growth'],
  );
  assert.equal(grown.columns[3]?.growth?.of, 1);
});

test('a dimension that a person names turns a list back into statistics', () => {
  const rows = sheet(
    '序号|日期|地区|类型|死亡人数\n1|2024-03-01|太原市|火灾|0\n2|2024-03-01|太原市|交通|1\n3|2024-03-01|太原市|交通|1\n4|2024-03-02|大同市|交通|0',
  );
  const { reading } = take(rows);
  assert.equal(reading.layout, 'dataset');
  assert.equal(correct(reading, { kind: 'column', column: 3, role: 'dimension' }).layout, 'tidy');
});

test('what contradicts the sheet is refused with a code and a sentence', () => {
  const { reading } = take(CITY_ROWS);
  const plain = take(sheet('姓名|电话\n张三|010-1\n李四|010-2')).reading;
  const cases: [Reading, Correction, RefusalCode][] = [
    [reading, { kind: 'column', column: 9, role: 'note' }, 'no-such-column'],
    [reading, { kind: 'column', column: 0, role: 'measure' }, 'not-numbers'],
    [reading, { kind: 'column', column: 1, role: 'period' }, 'not-periods'],
    [reading, { kind: 'column', column: 1, role: 'unit' }, 'not-units'],
    [reading, { kind: 'column', column: 1, role: 'regionCode' }, 'not-regions'],
    [reading, { kind: 'column', column: 2, role: 'growth' }, 'growth-of-nothing'],
    [reading, { kind: 'column', column: 2, role: 'growth', of: 0 }, 'growth-of-nothing'],
    [reading, { kind: 'header', lines: [99] }, 'no-such-line'],
    [reading, { kind: 'unit', unit: '斗' }, 'unknown-unit'],
    [reading, { kind: 'unit', unit: '亿元', column: 0 }, 'no-unit-here'],
    [reading, { kind: 'line', line: 2, what: 'note' }, 'is-header'],
    [reading, { kind: 'line', line: 0, what: 'note' }, 'no-such-line'],
    [reading, { kind: 'region', text: ' ', region: SHANXI }, 'blank-text'],
    [reading, { kind: 'region', text: 'x', region: { ...SHANXI, code: '14' } }, 'bad-code'],
    [reading, { kind: 'period', text: '本期', period: { key: '2024-13', basis: null } }, 'bad-period'],
    [reading, { kind: 'sheet-region', region: SHANXI }, 'already-inside'],
    [reading, { kind: 'section', sets: 'region' }, 'no-sections'],
    [plain, { kind: 'column', column: 0, role: 'dimension' }, 'stays-dataset'],
  ];
  for (const [of, correction, code] of cases) {
    const result = correctReading(of, correction, resolveRegion);
    assert.equal(refusal(result), code, JSON.stringify(correction));
    assert.match(result.ok ? '' : result.text, /\p{Script=Han}/u);
  }
});

function monthly(month: number, cities: number, note: string): ReturnType<typeof sheet> {
  const names = ['太原市', '大同市', '阳泉市', '某开发区'].slice(4 - cities);
  const body = names.map((name, i) => `${name}|${i + 1}|${i + 2}|${i + 3}`).join('\n');
  return sheet(`\n2024年1—${month}月各市主要指标\n单位：亿元\n地区|工业|1—${month}月|同比\n${body}\n${note}`);
}

test('next month has the same shape: periods, rows and notes do not count, words and roles do', () => {
  const shapes = [monthly(9, 3, '注：快报'), monthly(10, 4, ''), monthly(11, 2, '数据来源：某处')].map(
    (rows) => take(rows).reading.shape,
  );
  assert.equal(new Set(shapes).size, 1);
  const years = (list: string) =>
    take(sheet(`指标：人口(人)\n地区|${list}\n太原市${'|1'.repeat(list.split('|').length)}`)).reading.shape;
  assert.equal(years('2023年|2022年'), years('2024年|2023年|2022年'));
  const other = take(sheet('\n2024年1—9月各市主要指标\n单位：万元\n地区|工业|1—9月|同比\n太原市|1|2|3')).reading;
  assert.notEqual(other.shape, shapes[0]);
  assert.equal(shapeOf(other), other.shape);
});

test('corrections are carried to the next file, except what was true of one period only', () => {
  const september = correct(
    take(monthly(9, 4, '注：快报')).reading,
    { kind: 'region', text: '某开发区', region: SHANXI },
    { kind: 'unit', unit: '万元', column: 1 },
    { kind: 'period', text: '本期', period: { key: '2024-09', basis: 'CUM' } },
    { kind: 'line', line: 8, what: 'note' },
    { kind: 'line', line: 2, what: 'note' },
  );
  const rows = monthly(10, 4, '');
  const { reading, dropped } = adaptReading(september, take(rows).reading, resolveRegion);
  assert.deepEqual(
    reading.corrections.map(({ kind }) => kind),
    ['region', 'unit', 'line'],
  );
  assert.deepEqual(
    dropped.map(({ why }) => why),
    ['这个时间没有写年份，每期不同，需重新指定', '新文件中没有同样文字的行'],
  );
  assert.equal(reading.shape, take(rows).reading.shape);
  const { observations } = readAll(rows, [reading]);
  assert.equal(observations.at(-2)?.measure?.unit, '万元');
  assert.equal(observations.at(-1)?.region?.code, '140000');
});

test('a column is found again by its words when it has moved; a lost one is told', () => {
  const old = correct(
    take(CITY_ROWS).reading,
    { kind: 'column', column: 3, role: 'ignore' },
    { kind: 'unit', unit: '亿元', column: 2 },
  );
  const next = take(sheet('各市情况\n地区|备考|工业\n太原市|3|1\n大同市|4|5')).reading;
  const { reading, dropped } = adaptReading(old, next, resolveRegion);
  assert.equal(reading.columns[1]?.role, 'ignore');
  assert.deepEqual(
    dropped.map(({ why }) => why),
    ['新文件中没有“农业”这一列'],
  );
});

test('any correction of any proposal gives a reading that survives JSON and reads every row, or a refusal', () => {
  const cell = fc.constantFrom<Cell>(
    '太原市',
    '大同市',
    '合计',
    '地区',
    '指标',
    '2024年',
    '10月',
    2023,
    5,
    '增速(%)',
    'GDP(亿元)',
    '—',
    null,
    '注：某事',
    '　工业',
  );
  const index = fc.integer({ min: 0, max: 6 });
  const correction = fc.oneof<fc.Arbitrary<Correction>[]>(
    fc.record({
      kind: fc.constant('column' as const),
      column: index,
      role: fc.constantFrom(...COLUMN_ROLES),
      of: index,
    }),
    fc.record({
      kind: fc.constant('header' as const),
      lines: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('line' as const),
      line: index,
      what: fc.constantFrom('data' as const, 'note' as const, 'section' as const),
    }),
    fc.record({
      kind: fc.constant('section' as const),
      sets: fc.constantFrom('measure' as const, 'region' as const, 'period' as const, null),
    }),
  );
  const grid = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(grid, fc.array(correction, { maxLength: 5 }), (cells, drawn) => {
      const corrections = drawn.map((one) => ({ ...one }));
      fc.pre(cells.flat().some((one) => one !== null));
      const rows = cells.map((row, i) => ({ line: i + 1, cells: row }));
      const reading = corrections.reduce((at, one) => {
        const result = correctReading(at, one, resolveRegion);
        return result.ok ? result.reading : at;
      }, take(rows).reading);
      assert.deepEqual(JSON.parse(JSON.stringify(reading)), reading);
      assert.equal(readAll(rows, [reading]).outcomes.length, rows.length);
    }),
    { numRuns: 300 },
  );
});
