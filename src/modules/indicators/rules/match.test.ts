import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INDICATOR_DEFINITIONS } from '../seed/definitions.ts';
import { type MeasureHeader, proposeIndicators } from './match.ts';
import { readMeasureName } from './measure-name.ts';

function best(header: MeasureHeader): [string, string, number] | null {
  const [first] = proposeIndicators(header, INDICATOR_DEFINITIONS);
  return first ? [first.code, first.role, first.score] : null;
}

test('every indicator is the best proposal for its own name and unit', () => {
  for (const { code, name, unit, frequency } of INDICATOR_DEFINITIONS) {
    assert.deepEqual(best({ name, unit, frequency }), [code, 'value', 1], `${code} ${name}`);
  }
});

test('headers as published', () => {
  const cases: [MeasureHeader, string, string][] = [
    [{ name: '地区生产总值(亿元)', frequency: 'Y' }, 'JJ001', 'value'],
    [{ name: 'GDP', unit: '万元' }, 'JJ001', 'value'],
    [{ name: '地区生产总值同比增长', unit: '%' }, 'JJ001', 'yoy'],
    [{ name: '居民消费价格指数(上年同月=100)', frequency: 'M' }, 'JJ022', 'value'],
    [{ name: '财政支出(亿元)', frequency: 'Y' }, 'JJ021', 'value'],
    [{ name: '一般公共预算支出(亿元)' }, 'JJ021', 'value'],
    [{ name: '固定资产投资（不含农户）增速（％）' }, 'JJ010', 'value'],
    [{ name: '社会消费品零售总额累计值(亿元)' }, 'JJ015', 'value'],
    [{ name: '社会消费品零售总额累计增长', unit: '%' }, 'JJ015', 'yoy'],
    [{ name: '规模以上工业增加值比上年同期增长', unit: '%' }, 'JJ005', 'value'],
    [{ name: '原煤产量', unit: '亿吨' }, 'NY001', 'value'],
    [{ name: 'PM2.5', unit: 'ug/m3', frequency: 'h' }, 'ST001', 'value'],
  ];
  for (const [header, code, role] of cases) {
    assert.deepEqual(best(header)?.slice(0, 2), [code, role], header.name);
  }
});

test('a unit of another dimension lowers the score and is said', () => {
  const [proposal] = proposeIndicators({ name: '进出口总额', unit: '亿美元' }, INDICATOR_DEFINITIONS);
  assert.ok(proposal && proposal.code === 'JJ017' && proposal.score <= 0.4);
  assert.ok(proposal.reasons.includes('单位不符：亿美元，应为亿元'));
});

test('a part of an indicator is near it, never equal to it', () => {
  const score = best({ name: '食品烟酒类居民消费价格指数(上年同月=100)' })?.[2] ?? 0;
  assert.ok(score > 0.35 && score < 0.8, String(score));
});

test('other figures and unknown measures are not proposed', () => {
  for (const name of ['上年同期', '位次', '地区生产总值位次', '年度目标', '主要领导姓名', '备注']) {
    assert.equal(best({ name }), null, name);
  }
  const population = best({ name: '人口数(人口抽样调查)(人)' });
  assert.ok(population === null || population[2] < 0.6, String(population));
});

test('the parts of a header', () => {
  assert.deepEqual(readMeasureName('其中：民间投资 累计增速（%）'), {
    core: '民间投资',
    unit: '%',
    growth: 'yoy',
    isOther: false,
  });
  assert.equal(readMeasureName('固定资产投资(不含农户)').core, '固定资产投资(不含农户)');
  assert.equal(readMeasureName('发热门诊人次环比').growth, 'mom');
});
