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

test('the year in one place and the month in another', () => {
  const across = `
太原市PM2.5月均浓度（μg/m³）
月份|2023年|2024年
1月|75|70
12月|85|—`;
  assert.deepEqual(lines(across), [
    '太原市 2023-01 PM2.5月均浓度(μg/m³)=75',
    '太原市 2024-01 PM2.5月均浓度(μg/m³)=70',
    '太原市 2023-12 PM2.5月均浓度(μg/m³)=85',
    '太原市 2024-12 PM2.5月均浓度(μg/m³)=not-applicable',
  ]);
  const quarters = `
年份|一季度|前三季度|全年
2023|5500|18500|25698`;
  assert.deepEqual(lines(quarters, { sheetName: '山西省地区生产总值（亿元）' }), [
    '山西省 2023-Q1 地区生产总值(亿元)=5500',
    '山西省 2023-Q3 CUM 地区生产总值(亿元)=18500',
    '山西省 2023 CUM 地区生产总值(亿元)=25698',
  ]);
  const written = `
年份|月份|货运量(万吨)
2023年|11月|10
|12月|11
2024年|1—2月|12`;
  assert.deepEqual(lines(written, { sheetName: '太原市' }), [
    '太原市 2023-11 货运量(万吨)=10',
    '太原市 2023-12 货运量(万吨)=11',
    '太原市 2024-02 CUM 货运量(万吨)=12',
  ]);
});

test('R1 month and cumulative side by side are two bases; 上年同期 is the year before', () => {
  const text = `
2024年10月财政收支情况
填报单位：太原市财政局||||单位：亿元
项目|10月|上年同期|增减%|1—10月|上年同期|增减%
一般公共预算收入|300|290|3.4|3000|2950|1.7`;
  assert.deepEqual(lines(text), [
    '太原市 2024-10 CUR 一般公共预算收入(亿元)=300 yoy=3.4',
    '太原市 2023-10 CUR 一般公共预算收入(亿元)=290',
    '太原市 2024-10 CUM 一般公共预算收入(亿元)=3000 yoy=1.7',
    '太原市 2023-10 CUM 一般公共预算收入(亿元)=2950',
  ]);
});

test('growth is paired by name and basis, or stands alone as a measure that says whose it is', () => {
  const nbs = `
时间|社会消费品零售总额_当期值(亿元)|社会消费品零售总额_累计值(亿元)|社会消费品零售总额_同比增长(%)|社会消费品零售总额_累计增长(%)
2024年10月|45396|398960|4.8|3.5`;
  assert.deepEqual(lines(nbs, { sheetName: '全国月度数据' }), [
    '全国 2024-10 CUR 社会消费品零售总额(亿元)=45396 yoy=4.8',
    '全国 2024-10 CUM 社会消费品零售总额(亿元)=398960 yoy=3.5',
  ]);
  const years = `
指标|2024年|2023年|增长（%）
粮食产量（万吨）|1480|1478|0.1`;
  assert.deepEqual(lines(years, { region: SHANXI }), [
    '山西省 2024 粮食产量(万吨)=1480 yoy=0.1',
    '山西省 2023 粮食产量(万吨)=1478',
  ]);
  const alone = `
2024年1—9月各市主要指标
地区|GDP增速（%）|城镇登记失业率（%）|同比增减百分点
太原市|2.6|3.0|0.2`;
  const { observations } = take(sheet(alone));
  assert.deepEqual(observations.map(line), [
    '太原市 2024-09 CUM GDP增速(%)=2.6',
    '太原市 2024-09 CUM 城镇登记失业率(%)=3 yoyPp=0.2',
  ]);
  assert.equal(observations[0]?.measure?.growth?.of, 'GDP');
});

test('a share belongs to the measure and the period beside it', () => {
  const text = `
指标|2022年|比重(%)|2023年|比重(%)
常住人口(万人)|3481|100|3466|100`;
  assert.deepEqual(lines(text, { sheetName: '山西省' }), [
    '山西省 2022 常住人口(万人)=3481',
    '山西省 2022 RATE 常住人口比重(%)=100',
    '山西省 2023 常住人口(万人)=3466',
    '山西省 2023 RATE 常住人口比重(%)=100',
  ]);
});

test('statistical forms number their columns; yearbooks are bilingual; units may have a row of their own', () => {
  const form = `
填报单位：太原市||2024年10月|单位：万元
指标名称|代码|本月|自年初累计
甲|乙|1|2
营业收入|01|100|1000
利润总额|02|10|100
单位负责人：张三|填表人：李四||报出日期：2024年11月5日`;
  assert.deepEqual(fates(take(sheet(form)).outcomes), ['unit', 'header', 'header', 'accepted', 'accepted', 'note']);
  assert.equal(lines(form)[1], '太原市 2024-10 CUM 营业收入(万元)=1000');
  const yearbook = `
3-5 各市地区生产总值 Gross Regional Product by City
单位：亿元 (100 million yuan)
市 City|2021|2022
太 原 市 Taiyuan|5122|5571
大 同 市 Datong|1686|1842`;
  assert.equal(lines(yearbook)[0], '太原市 2021 地区生产总值(亿元)=5122');
  const unitRow = `
地区|GDP|人口
|(亿元)|(万人)
太原市|1|2`;
  assert.deepEqual(lines(unitRow, { sheetName: '2023年' }), ['太原市 2023 GDP(亿元)=1', '太原市 2023 人口(万人)=2']);
});

test('counties under their city, in two columns with the city written once', () => {
  const text = `
地市|县区|GDP（亿元）
阳泉市|城区|100
|矿区|80
晋城市|城区|300
|合计|900`;
  assert.deepEqual(
    take(sheet(text), { sheetName: '2023年' }).observations.map(({ region, value }) => [region?.code, value]),
    [
      ['140302', 100],
      ['140303', 80],
      ['140502', 300],
      ['140500', 900],
    ],
  );
});

test('a table without region and period, a list of events, a list of things: plain datasets, every column kept', () => {
  const texts = [
    '姓名|单位|电话\n张三|住建局|0351-1234567\n李四|水利局|0352-1234567',
    'a|b|c\n1|2|3\n4|5|6',
    '序号|日期|地区|类型|死亡人数\n1|2024-03-01|太原市|火灾|0\n2|2024-03-01|太原市|火灾|1\n3|2024-03-01|太原市|交通|0\n4|2024-03-02|大同市|交通|0',
    '项目名称|建设地点|总投资(万元)\n高速公路|太原市|1000\n产业园|大同市|2000\n水库|太原市|3000',
    '名称\n甲\n乙',
  ];
  for (const text of texts) {
    const { reading, outcomes, observations } = take(sheet(text));
    assert.equal(reading.layout, 'dataset', text);
    assert.equal(observations.length, 0);
    assert.deepEqual(reading.gaps, []);
    assert.ok(reading.columns.every(({ role }) => role === 'attribute'));
    assert.ok(
      outcomes
        .slice(1)
        .every((outcome) => outcome.kind === 'accepted' && outcome.record?.length === reading.columns.length),
    );
  }
});

test('an empty sheet has no reading', () => {
  assert.equal(take.length > 0, true);
  assert.throws(() => take([]), /no reading/);
  assert.throws(() => take([{ line: 1, cells: [null, '', ' '] }]), /no reading/);
});

test('every element of a proposal has a confidence and a reason in Chinese, and all of it survives JSON', () => {
  const { reading } = take(sheet('地区|2023年|2024年\n太原市|1|2'), { sheetName: 'GDP（亿元）' });
  assert.deepEqual(JSON.parse(JSON.stringify(reading)), reading);
  const reasons = [reading, ...reading.columns, ...Object.values(reading.axes), ...Object.values(reading.fixed)].filter(
    (r) => r !== null,
  );
  for (const { confidence, why } of reasons) {
    assert.ok(confidence >= 0 && confidence <= 1);
    assert.match(why, /\p{Script=Han}/u);
  }
});

test('tables of a statistical communiqué: products with units of their own, a stock with its share', () => {
  const products = `
表2  2023年规模以上工业主要产品产量及其增长速度
产品名称|单位|产量|比上年增长(%)
原　煤|亿吨|13.6|4.5
发电量|亿千瓦时|4376|3.2
　#火电|亿千瓦时|3580|-1.0`;
  assert.deepEqual(lines(products, { region: SHANXI }), [
    '山西省 2023 原煤/产量(亿吨)=13.6 yoy=4.5',
    '山西省 2023 发电量/产量(亿千瓦时)=4376 yoy=3.2',
    '山西省 2023 发电量/火电/产量(亿千瓦时)=3580 yoy=-1',
  ]);
  const population = `
表1 2023年年末常住人口数及其构成
指标|年末数（万人）|比重（%）
常住人口|3466|100.0
　　其中：城镇|2254|65.0`;
  assert.deepEqual(lines(population, { region: SHANXI }), [
    '山西省 2023 PT 常住人口(万人)=3466',
    '山西省 2023 RATE 常住人口比重(%)=100',
    '山西省 2023 PT 常住人口/城镇(万人)=2254',
    '山西省 2023 RATE 常住人口/城镇比重(%)=65',
  ]);
});

test('a fiscal bulletin: month, cumulative, budget and its completion, the change and its percentage', () => {
  const text = `
附件1
2024年1-10月各市一般公共预算收入完成情况表
单位：万元，%
序号|地区|年初预算|本月完成|累计完成|完成预算|同比增减额|同比增减%
1|太原市|4500000|300000|3900000|86.7|100000|2.6
2|大同市|1800000|120000|1500000|83.3|-20000|-1.3
|省本级|3000000|200000|2500000|83.3|50000|2.0
|全省合计|9300000|620000|7900000|84.9|130000|1.7
制表：省财政厅预算处`;
  const { outcomes, reading } = take(sheet(text));
  assert.equal(reading.title, '2024年1-10月各市一般公共预算收入完成情况表');
  assert.deepEqual(fates(outcomes).slice(4), [
    'accepted',
    'accepted',
    'quarantined:region-unknown',
    'accepted',
    'note',
  ]);
  assert.deepEqual(lines(text).slice(0, 5), [
    '太原市 2024-10 CUM 一般公共预算收入年初预算(万元)=4500000',
    '太原市 2024-10 CUR 一般公共预算收入(万元)=300000',
    '太原市 2024-10 CUM 一般公共预算收入(万元)=3900000 yoy=2.6',
    '太原市 2024-10 CUM 一般公共预算收入完成预算(%)=86.7',
    '太原市 2024-10 CUM 一般公共预算收入同比增减额(万元)=100000',
  ]);
});

test('a unit behind the year in the header; a target and how far it is reached', () => {
  const gdp = `
地区|2023年（亿元）|2024年（亿元）|增长
太原|5573|5600|2.1%`;
  assert.deepEqual(lines(gdp, { sheetName: '地区生产总值' }), [
    '太原市 2023 地区生产总值(亿元)=5573',
    '太原市 2024 地区生产总值(亿元)=5600 yoy=2.1',
  ]);
  const plan = `
指标|2024年目标|1-10月完成|完成进度(%)
城镇新增就业(万人)|45|42|93.3`;
  assert.deepEqual(lines(plan, { sheetName: '2024年山西省民生实事' }), [
    '山西省 2024 城镇新增就业目标(万人)=45',
    '山西省 2024-10 CUM 城镇新增就业(万人)=42',
    '山西省 2024-10 CUM 城镇新增就业完成进度(%)=93.3',
  ]);
});
