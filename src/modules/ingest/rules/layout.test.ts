import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHANXI } from './regions.fixture.ts';
import { fates, line, sheet, take } from './sheet.fixture.ts';

function lines(
  text: string,
  context: Parameters<typeof take>[1] = {},
  merges: Parameters<typeof take>[2] = [],
): string[] {
  return take(sheet(text), context, merges).observations.map(line);
}

test('(a) one record a row, many measures; growth goes with the measure beside it', () => {
  const text = `
地区|时间|地区生产总值(亿元)|增速(%)|常住人口(万人)
太原市|2024年|5000|4.5|540
大同市|2024年|2000|NA|310`;
  assert.equal(take(sheet(text)).reading.layout, 'tidy');
  assert.deepEqual(lines(text), [
    '太原市 2024 地区生产总值(亿元)=5000 yoy=4.5',
    '太原市 2024 常住人口(万人)=540',
    '大同市 2024 地区生产总值(亿元)=2000',
    '大同市 2024 常住人口(万人)=310',
  ]);
});

test('(a) long tables: measure, period parts and unit in columns of their own', () => {
  const text = `
地区代码|地区|年份|月份|指标名称|指标值|计量单位
140100|太原市|2024|1|用电量|30.5|亿千瓦时
140200|大同市|2024|1|货运量|缺测|万吨`;
  assert.deepEqual(lines(text), ['太原市 2024-01 用电量(亿千瓦时)=30.5', '大同市 2024-01 货运量(万吨)=not-available']);
});

test('(b) regions down, years across, the indicator in the preamble', () => {
  const text = `
数据库：分省年度数据
指标：地区生产总值(亿元)
时间：最近2年
地区|2024年|2023年
北京市|49843.1|47353.7
山西省|25494.7|25698.2
数据来源：国家统计局`;
  const { reading, outcomes } = take(sheet(text));
  assert.equal(reading.headerWhy, '第 4 行是表头：2 个年份（2023—2024）');
  assert.equal(reading.fixed.measure?.why, '第 2 行（表头说明）写明指标“地区生产总值(亿元)”');
  assert.deepEqual(fates(outcomes), ['title', 'title', 'title', 'header', 'accepted', 'accepted', 'source']);
  assert.deepEqual(lines(text).slice(0, 2), [
    '北京市 2024 地区生产总值(亿元)=49843.1',
    '北京市 2023 地区生产总值(亿元)=47353.7',
  ]);
});

test('(c) R1 time down, indicators across: the year and the region from the title, 1—2月 is cumulative', () => {
  const text = `
山西省2024年1—10月主要经济指标
单位：亿元、%
时间|社会消费品零售总额|固定资产投资增速|居民消费价格指数(上年同月=100)
1—2月|100|5.5|100.3
1—3月|180|-5.1|100.1`;
  assert.deepEqual(lines(text), [
    '山西省 2024-02 CUM 社会消费品零售总额(亿元)=100',
    '山西省 2024-02 CUM 固定资产投资增速(%)=5.5',
    '山西省 2024-02 CUM 居民消费价格指数(上年同月=100)=100.3',
    '山西省 2024-03 CUM 社会消费品零售总额(亿元)=180',
    '山西省 2024-03 CUM 固定资产投资增速(%)=-5.1',
    '山西省 2024-03 CUM 居民消费价格指数(上年同月=100)=100.1',
  ]);
});

test('(d) a monthly bulletin: indicators down, one period and its growth across, parts under their whole', () => {
  const text = `
2024年1—10月全省主要经济指标
||单位：亿元、%
指　　标|1—10月|比上年同期增长(%)
一、地区生产总值|20000|4.5
　　第二产业|9000|4.1
　　　　#工业|8000|4.2
二、规模以上工业增加值|—|5.6
三、进出口总额|1500|10.2
　　其中：出口|900|下降2.1%
　　　　　进口|600|持平
资料来源：山西省统计局`;
  assert.deepEqual(lines(text, { region: SHANXI }), [
    '山西省 2024-10 CUM 地区生产总值(亿元)=20000 yoy=4.5',
    '山西省 2024-10 CUM 地区生产总值/第二产业(亿元)=9000 yoy=4.1',
    '山西省 2024-10 CUM 地区生产总值/第二产业/工业(亿元)=8000 yoy=4.2',
    '山西省 2024-10 CUM 规模以上工业增加值(亿元)=not-applicable yoy=5.6',
    '山西省 2024-10 CUM 进出口总额(亿元)=1500 yoy=10.2',
    '山西省 2024-10 CUM 进出口总额/出口(亿元)=900 yoy=-2.1',
    '山西省 2024-10 CUM 进出口总额/进口(亿元)=600 yoy=0',
  ]);
});

test('(d) without a region the reading says what is missing and does not guess', () => {
  const text = `
2024年1—10月全省主要经济指标
指标|单位|1—10月
粮食产量|万吨|1480`;
  const { reading, observations } = take(sheet(text));
  assert.deepEqual(reading.gaps, [{ what: 'region', text: '没有找到地区：请指定全表属于哪个地区' }]);
  assert.equal(observations[0]?.region, null);
});

test('(e) regions down, indicators across, one period in the title; totals, spaces, footnotes', () => {
  const text = `
2024年1—10月各市主要经济指标
|||||单位：亿元、%
地区|地区生产总值||一般公共预算收入||位次
|总量|增速(%)|总量|增速(%)|
全省合计|20000|4.5|3000|1.1|
太 原 市|5000|4.5|400|2.2|1
　大 同 市|2000|3.1|60①|…|2
某开发区|10|1|1|1|
注：各市数据为初步核算数。`;
  const { outcomes, reading } = take(sheet(text));
  assert.deepEqual(fates(outcomes), [
    'title',
    'unit',
    'header',
    'header',
    'accepted',
    'accepted',
    'accepted',
    'quarantined:region-unknown',
    'note',
  ]);
  assert.equal(reading.columns[5]?.role, 'ignore');
  assert.deepEqual(lines(text), [
    '山西省 2024-10 CUM 地区生产总值(亿元)=20000 yoy=4.5',
    '山西省 2024-10 CUM 一般公共预算收入(亿元)=3000 yoy=1.1',
    '太原市 2024-10 CUM 地区生产总值(亿元)=5000 yoy=4.5',
    '太原市 2024-10 CUM 一般公共预算收入(亿元)=400 yoy=2.2',
    '大同市 2024-10 CUM 地区生产总值(亿元)=2000 yoy=3.1',
    '大同市 2024-10 CUM 一般公共预算收入(亿元)=60 noted',
  ]);
});

test('(f) merged headers: years over 绝对量 and 增速', () => {
  const text = `
各市工业增加值（亿元）
地区|2023年||2024年|
|绝对量|增速|绝对量|增速
太原|100|1.5|110|10
大同|50|2|55|10`;
  const merges = [
    { top: 1, bottom: 1, left: 0, right: 4 },
    { top: 2, bottom: 3, left: 0, right: 0 },
    { top: 2, bottom: 2, left: 1, right: 2 },
    { top: 2, bottom: 2, left: 3, right: 4 },
  ];
  const expected = [
    '太原市 2023 工业增加值(亿元)=100 yoy=1.5',
    '太原市 2024 工业增加值(亿元)=110 yoy=10',
    '大同市 2023 工业增加值(亿元)=50 yoy=2',
    '大同市 2024 工业增加值(亿元)=55 yoy=10',
  ];
  assert.deepEqual(lines(text, {}, merges), expected);
  assert.deepEqual(lines(text), expected, 'the same without merges, as a CSV has it');
});

test('(g) indicators stacked under section titles, with one header or with a header each', () => {
  const shared = `
地区|2022年|2023年
地区生产总值（亿元）||
太原市|100|110
常住人口（万人）||
太原市|539|540`;
  assert.deepEqual(lines(shared), [
    '太原市 2022 地区生产总值(亿元)=100',
    '太原市 2023 地区生产总值(亿元)=110',
    '太原市 2022 常住人口(万人)=539',
    '太原市 2023 常住人口(万人)=540',
  ]);
  const each = `
一、地区生产总值（亿元）
地区|2022年|2023年
太原市|100|110
二、一般公共预算收入（亿元）
地区|2022年|2023年
太原市|10|11
三、常住人口（万人）
地区|2021年|2022年|2023年
太原市|539|540|541
注：常住人口为年末数`;
  const { readings, outcomes } = take(sheet(each));
  assert.equal(readings.length, 2);
  assert.deepEqual(fates(outcomes), [
    'title',
    'header',
    'accepted',
    'section',
    'header',
    'accepted',
    'title',
    'header',
    'accepted',
    'note',
  ]);
  assert.deepEqual(lines(each), [
    '太原市 2022 地区生产总值(亿元)=100',
    '太原市 2023 地区生产总值(亿元)=110',
    '太原市 2022 一般公共预算收入(亿元)=10',
    '太原市 2023 一般公共预算收入(亿元)=11',
    '太原市 2021 常住人口(万人)=539',
    '太原市 2022 常住人口(万人)=540',
    '太原市 2023 常住人口(万人)=541',
  ]);
});

test('(g) section titles that are regions; an unknown one quarantines what stands under it', () => {
  const text = `
指标|2022年|2023年
太原市||
GDP（亿元）|5571|5573
某某区||
GDP（亿元）|1|2`;
  const { outcomes } = take(sheet(text));
  assert.deepEqual(fates(outcomes), ['header', 'section', 'accepted', 'section', 'quarantined:region-unknown']);
});

test('(h) transposed: regions across, indicators or periods down', () => {
  const air = `
2024年10月各市空气质量
指标|单位|太原|大同|全省
PM2.5浓度|μg/m³|40|30|36
优良天数比例|%|80|NA|84`;
  assert.deepEqual(lines(air), [
    '太原市 2024-10 PM2.5浓度(μg/m³)=40',
    '大同市 2024-10 PM2.5浓度(μg/m³)=30',
    '山西省 2024-10 PM2.5浓度(μg/m³)=36',
    '太原市 2024-10 RATE 优良天数比例(%)=80',
    '大同市 2024-10 RATE 优良天数比例(%)=not-available',
    '山西省 2024-10 RATE 优良天数比例(%)=84',
  ]);
  const time = `
指标：规模以上工业增加值增速(%)
时间|全省|太原市|大同市
2024年1—2月|4.1|3|5`;
  assert.equal(lines(time)[0], '山西省 2024-02 CUM 规模以上工业增加值增速(%)=4.1');
});
