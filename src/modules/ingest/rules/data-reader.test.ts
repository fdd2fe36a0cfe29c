import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReader } from './apply.ts';
import { proposeReading } from './propose.ts';
import { resolveRegion } from './regions.fixture.ts';
import { fates, line, readAll, sheet, take } from './sheet.fixture.ts';
import type { Row } from './sheet.ts';

test('notes, sources, repeated headers and totals are told beyond the sample too', () => {
  const head = sheet('各市用电量（亿千瓦时）\n地区|2023年|2024年\n太原市|1|2\n大同市|3|4');
  const readings = proposeReading(head, [], { resolveRegion });
  const tail = sheet(
    '地区|2023年|2024年\n晋城市|5|6\n（续表）\n合计|9|12\n注：1.全社会用电量。\n　　　2.含自备电厂。\n资料来源：省能源局',
  ).map((row) => ({
    ...row,
    line: row.line + 4,
  }));
  const { outcomes, observations } = readAll([...head, ...tail], readings);
  assert.deepEqual(fates(outcomes).slice(4), ['header', 'accepted', 'section', 'accepted', 'note', 'note', 'source']);
  assert.equal(observations.at(-1)?.region?.code, '140000');
});

test('merged and once-written labels are carried down; two columns of one label agree', () => {
  const rows = sheet(`
||地区|2005|2006|2007
1|预算支出（亿元）i|北京|||30
2||天津|||40
3|财政支出（亿元）i|北京|10|20|
4||天津|11|21|`);
  const merges = [
    { top: 2, bottom: 3, left: 1, right: 1 },
    { top: 4, bottom: 5, left: 1, right: 1 },
  ];
  const { observations, reading } = take(rows, {}, merges);
  assert.deepEqual(observations.map(line), [
    '北京市 2007 预算支出(亿元)=30',
    '天津市 2007 预算支出(亿元)=40',
    '北京市 2005 预算支出(亿元)=10 caliber-change',
    '北京市 2006 预算支出(亿元)=20 caliber-change',
    '天津市 2005 预算支出(亿元)=11 caliber-change',
    '天津市 2006 预算支出(亿元)=21 caliber-change',
  ]);
  assert.equal(
    reading.series[0]?.why,
    '2005—2006 标为“财政支出”，2007—2007 标为“预算支出”，没有同期的值，按一个指标收并注明口径变动，请核对',
  );
  assert.equal(observations[2]?.measure?.label, '财政支出(亿元)');
});

test('R17 labels that have values of the same period stay two measures', () => {
  const text = `
指标|地区|2023年|2024年
财政支出（亿元）|太原市|1|2
一般公共预算支出（亿元）|太原市|3|4`;
  const { reading, observations } = take(sheet(text));
  assert.deepEqual(reading.series, []);
  assert.equal(new Set(observations.map(({ measure }) => measure?.key)).size, 2);
});

test('tidy rows keep a record of typed items, one for each column', () => {
  const { outcomes } = take(
    sheet('地区|时间|用电量(万千瓦时)|增速(%)|说明\n太原市|2024年|1,234|—|甲\n大同市|2024年|NA|5.6|'),
  );
  const records = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? [outcome.record] : []));
  assert.deepEqual(records, [
    ['太原市', '2024年', 1234, null, '甲'],
    ['大同市', '2024年', null, 5.6, null],
  ]);
});

test('codes with leading zeros stay text in a plain table; a text among numbers is quarantined', () => {
  const rows = sheet('编号|名称|数量\n|甲|1\n|乙|2');
  const cells = rows.map((row, i) => ({ ...row, cells: [i === 0 ? '编号' : `00${i}`, ...row.cells.slice(1)] }));
  const later: Row = { line: 4, cells: ['003', '丙', '若干'] };
  const readings = proposeReading(cells, [], { resolveRegion });
  const { outcomes } = readAll([...cells, later], readings);
  assert.deepEqual(fates(outcomes), ['header', 'accepted', 'accepted', 'quarantined:value-unreadable']);
  assert.deepEqual(outcomes[1]?.kind === 'accepted' && outcomes[1].record, ['001', '甲', 1]);
});

test('without any reading a filled row is quarantined, never dropped', () => {
  const reader = createReader([], resolveRegion);
  assert.deepEqual(fates([reader.read({ line: 1, cells: ['x'] }), reader.read({ line: 2, cells: [] })]), [
    'quarantined:not-a-table',
    'blank',
  ]);
});

test('halves printed side by side are read each by itself', () => {
  const text = `
2024年各市粮食产量（万吨）
地区|产量|增速(%)||地区|产量|增速(%)
太原市|30|1||大同市|110|2
阳泉市|20|-1||长治市|160|3
晋城市|90|0||||`;
  const { outcomes, observations, reading } = take(sheet(text));
  assert.deepEqual(reading.bands, [0, 4]);
  assert.deepEqual(fates(outcomes).slice(2), ['accepted', 'accepted', 'accepted']);
  assert.deepEqual(
    observations.map(({ region, value, growth }) => [region?.name, value, growth?.yoy]),
    [
      ['太原市', 30, 1],
      ['大同市', 110, 2],
      ['阳泉市', 20, -1],
      ['长治市', 160, 3],
      ['晋城市', 90, 0],
    ],
  );
});

test('a second region that does not lie in the first tells rows apart; a county outside its city is quarantined', () => {
  const flows = '迁出地|迁入地|人数(人)\n太原市|大同市|10\n太原市|阳泉市|20\n大同市|太原市|30\n大同市|阳泉市|40';
  const { observations } = take(sheet(flows), { sheetName: '2023年' });
  assert.deepEqual(observations.map(line).slice(0, 2), [
    '太原市 2023 人数(人)=10 大同市',
    '太原市 2023 人数(人)=20 阳泉市',
  ]);
  const counties = '市|县|人数(人)\n太原市|小店区|10\n太原市|迎泽区|20\n阳泉市|平定县|30\n太原市|泽州县|40';
  assert.deepEqual(fates(take(sheet(counties), { sheetName: '2023年' }).outcomes).slice(1), [
    'accepted',
    'accepted',
    'accepted',
    'quarantined:region-conflict',
  ]);
});

test('the unit in the corner of the header; totals where a period should stand', () => {
  const text = `
单位：亿元|太原市|大同市
2023年|10|20
2024年|11|21
合计|21|41`;
  const { outcomes, observations } = take(sheet(text), { sheetName: '财政收入' });
  assert.deepEqual(fates(outcomes), ['header', 'accepted', 'accepted', 'total']);
  assert.equal(line(observations[0] ?? assert.fail()), '太原市 2023 财政收入(亿元)=10');
});
