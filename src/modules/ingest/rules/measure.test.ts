import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthMeasure, readMeasure, within, withUnit } from './measure.ts';

test('a published name is taken apart into name, unit and basis', () => {
  const cases: [string, string, string | null, string | null][] = [
    ['地区生产总值（亿元）', '地区生产总值', '亿元', null],
    ['一、地区生产总值(亿元)', '地区生产总值', '亿元', null],
    ['人口数(人口抽样调查)(人)', '人口数(人口抽样调查)', '人', null],
    ['固定资产投资(不含农户)', '固定资产投资(不含农户)', null, null],
    ['一般公共预算支出（亿元）i', '一般公共预算支出', '亿元', null],
    ['出口总值当期值(千美元)', '出口总值', '千美元', 'CUR'],
    ['社会消费品零售总额_累计值(亿元)', '社会消费品零售总额', '亿元', 'CUM'],
    ['年末常住人口(万人)', '年末常住人口', '万人', 'PT'],
    ['各项存款余额(亿元)', '各项存款余额', '亿元', 'PT'],
    ['优良天数比例(%)', '优良天数比例', '%', 'RATE'],
    ['人口自然增长率(‰)', '人口自然增长率', '‰', 'RATE'],
    ['PM2.5(μg/m³)', 'PM2.5', 'μg/m³', null],
    ['GDP,亿元', 'GDP', '亿元', null],
    ['煤层气产量/亿立方米', '煤层气产量', '亿m³', null],
  ];
  for (const [raw, name, unit, basis] of cases) {
    const measure = readMeasure(raw);
    assert.deepEqual([measure.name, measure.unit, measure.basis], [name, unit, basis], raw);
  }
});

test('R5 an index keeps its base and is no percentage', () => {
  const { name, unit, base, basis } = readMeasure('居民消费价格指数(上年同月=100)');
  assert.deepEqual([name, unit, base, basis], ['居民消费价格指数', '上年同月=100', '上年同月=100', 'IDX']);
});

test('growth published on its own says whose it is', () => {
  const measure = readMeasure('规模以上工业增加值增速(%)');
  assert.deepEqual(
    [measure.name, measure.unit, measure.growth?.of],
    ['规模以上工业增加值增速', '%', '规模以上工业增加值'],
  );
});

test('a part belongs to its whole, an aspect completes the name, a unit said elsewhere fills a gap only', () => {
  const trade = readMeasure('进出口总额(亿元)');
  const exports = within(trade, readMeasure('出口'));
  assert.deepEqual([exports?.key, exports?.name, exports?.unit], ['进出口总额/出口', '出口', '亿元']);
  assert.equal(within(trade, readMeasure('占比(%)'))?.name, '进出口总额占比');
  assert.equal(within(trade, growthMeasure('yoy', null))?.growth?.of, '进出口总额');
  assert.equal(withUnit(trade, '万元').unit, '亿元');
  assert.equal(withUnit(readMeasure('出口'), '万元').unit, '万元');
});
