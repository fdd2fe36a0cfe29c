import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BASES, type Basis } from './basis.ts';
import { FREQUENCIES, type Frequency, frequencyOf, periodHolding, periodKey } from './key.ts';
import { periodLabel } from './label.ts';
import { periodAs, readPeriod, readPeriodSerial } from './text.ts';

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const anyKey = fc.tuple(day, fc.constantFrom<Frequency>(...FREQUENCIES)).map(([d, f]) => periodHolding(d, f));

test('every key reads as itself', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      assert.deepEqual(readPeriod(key), { key, basis: null });
    }),
  );
});

test('every Chinese label reads back as its period', () => {
  fc.assert(
    fc.property(anyKey, fc.constantFrom<Basis>(...BASES), (key, basis) => {
      const back = readPeriod(periodLabel(key, { basis }));
      assert.ok(back, periodLabel(key, { basis }));
      assert.equal(periodAs(back.key, frequencyOf(key)), key);
    }),
  );
});

test('the ways published tables write periods', () => {
  const cases: [string | number, string, string | null][] = [
    ['2024年', '2024', null],
    ['２０２４', '2024', null],
    [2024, '2024', null],
    ['2024年度', '2024', null],
    ['二〇二四年', '2024', null],
    ['2024年全年', '2024', 'CUM'],
    ['2024年末', '2024', 'PT'],
    ['截至2024年底', '2024', 'PT'],
    ['2020年2月', '2020-02', null],
    ['2020-02', '2020-02', null],
    ['2020/2', '2020-02', null],
    ['202002', '2020-02', null],
    [202002, '2020-02', null],
    ['2020.02', '2020-02', null],
    [2020.02, '2020-02', null],
    ['2020年十一月份', '2020-11', null],
    ['2020年2月当月', '2020-02', 'CUR'],
    ['2024年1-2月', '2024-02', 'CUM'],
    ['2024年1—10月', '2024-10', 'CUM'],
    ['2024年１～１０月（累计）', '2024-10', 'CUM'],
    ['2024年1月至10月', '2024-10', 'CUM'],
    ['2024年一至十月', '2024-10', 'CUM'],
    ['2024年7—9月', '2024-Q3', 'CUR'],
    ['2024年10月累计', '2024-10', 'CUM'],
    ['2024年1—10月平均', '2024-10', 'AVG'],
    ['2024年6月末', '2024-06', 'PT'],
    ['2024年一季度', '2024-Q1', null],
    ['2024年第一季度', '2024-Q1', null],
    ['2024年1季度', '2024-Q1', null],
    ['2023年第3季度', '2023-Q3', null],
    ['2024Q1', '2024-Q1', null],
    ['2024年q4', '2024-Q4', null],
    ['Q1 2024', '2024-Q1', null],
    ['2024年前三季度', '2024-Q3', 'CUM'],
    ['2024年1-3季度', '2024-Q3', 'CUM'],
    ['2024Q1-Q3', '2024-Q3', 'CUM'],
    ['2024年上半年', '2024-H1', 'CUM'],
    ['2024下半年', '2024-H2', null],
    ['2026年第7周', '2026-W07', null],
    ['2024-01-05', '2024-01-05', null],
    ['2024年1月5日', '2024-01-05', null],
    ['20240105', '2024-01-05', null],
    ['2024/1/5 8:00', '2024-01-05T08', null],
    ['2024-01-05 13:00:00', '2024-01-05T13', null],
    ['2024年1月5日13时', '2024-01-05T13', null],
    ['2025—2026学年', '2025-S', null],
    ['2025/26学年度', '2025-S', null],
    ['2025学年', '2025-S', null],
  ];
  for (const [text, key, basis] of cases) assert.deepEqual(readPeriod(text), { key, basis }, String(text));
});

test('what is no period, or could be two, is refused', () => {
  const wrong = ['', '地区', 'NA', '24年', '2020年13月', '2024年2—3月', '2024年2月30日', '2025—2027学年', '2024年1-3'];
  for (const text of [...wrong, '2024年第一学期', '2019-2020', '2024-1-155', 2020.1, 45292, 12.5]) {
    assert.equal(readPeriod(text), null, String(text));
  }
});

test('a table may state its year once', () => {
  assert.deepEqual(readPeriod('1—2月', { year: 2024 }), { key: '2024-02', basis: 'CUM' });
  assert.deepEqual(readPeriod('前三季度', { year: 2024 }), { key: '2024-Q3', basis: 'CUM' });
  assert.deepEqual(readPeriod('2023年3月', { year: 2024 }), { key: '2023-03', basis: null });
  assert.equal(readPeriod('1—2月'), null);
});

test('spreadsheet serials', () => {
  assert.equal(readPeriodSerial(45292), '2024-01-01');
  assert.equal(readPeriodSerial(45292.75), '2024-01-01');
  assert.equal(readPeriodSerial(45292, 'M'), '2024-01');
  assert.equal(readPeriodSerial(61), '1900-03-01');
  for (const serial of [60, 0, -1, Number.NaN, Infinity]) assert.equal(readPeriodSerial(serial), null);
});

test('a period at another frequency is the one that ends with it', () => {
  const at = (key: string, frequency: Frequency) => periodAs(periodKey(key), frequency);
  assert.equal(at('2024-H1', 'Q'), '2024-Q2');
  assert.equal(at('2024', 'M'), '2024-12');
  assert.equal(at('2024-03', 'Q'), '2024-Q1');
  assert.equal(at('2024-01-05T00', 'D'), '2024-01-05');
  assert.equal(at('2024-02', 'Q'), null);
  assert.equal(at('2024', 'S'), null);
});
