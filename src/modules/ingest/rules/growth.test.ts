import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GrowthKind, readGrowth, readGrowthCell } from './growth.ts';

test('R4 R5 headers of published growth, and what they compare with', () => {
  const cases: [string, GrowthKind][] = [
    ['增速(%)', 'yoy'],
    ['增速', 'yoy'],
    ['同比增长%', 'yoy'],
    ['同比±%', 'yoy'],
    ['比上年增长', 'yoy'],
    ['比上年同期增长(%)', 'yoy'],
    ['比去年同期增减(±%)', 'yoy'],
    ['累计增长(%)', 'yoy'],
    ['±%', 'yoy'],
    ['名义增速', 'yoy'],
    ['环比(%)', 'mom'],
    ['比上月增长(%)', 'mom'],
    ['比年初增减(%)', 'ytd'],
    ['同比增减百分点', 'yoyPp'],
    ['比上年提高(百分点)', 'yoyPp'],
  ];
  for (const [header, kind] of cases) assert.deepEqual(readGrowth(header), { kind, of: null }, header);
});

test('growth named with its measure', () => {
  assert.deepEqual(readGrowth('地区生产总值增速(%)'), { kind: 'yoy', of: '地区生产总值' });
  assert.deepEqual(readGrowth('社会消费品零售总额_同比增长(%)'), { kind: 'yoy', of: '社会消费品零售总额' });
  assert.deepEqual(readGrowth('1-10月增速'), { kind: 'yoy', of: null });
});

test('what only looks like growth is a measure', () => {
  const measures = [
    '规模以上工业增加值',
    '人口自然增长率(‰)',
    '上年同期',
    '比上年增减(亿元)',
    '增加值',
    '总量',
    '2024年',
    '占比(%)',
  ];
  for (const header of measures) assert.equal(readGrowth(header), null, header);
});

test('words in a growth column: R4 a sign change has no percentage, R7 持平 is zero', () => {
  const amountOf = (cell: string) => {
    const read = readGrowthCell(cell);
    return read.kind === 'number' ? read.value : read.kind;
  };
  assert.deepEqual(
    ['增长5.6%', '下降2.3', '回落0.2个百分点', '持平', '-1.5', '5.6%'].map(amountOf),
    [5.6, -2.3, -0.2, 0, -1.5, 5.6],
  );
  assert.deepEqual(readGrowthCell('由盈转亏'), { kind: 'missing', missing: 'not-applicable' });
  assert.equal(amountOf('明显下降'), 'unreadable');
});
