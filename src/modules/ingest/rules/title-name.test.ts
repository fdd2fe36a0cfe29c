import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRegionReader } from './region.ts';
import { resolveRegion, SHANXI } from './regions.fixture.ts';
import { titleName } from './title-name.ts';

const regions = createRegionReader(resolveRegion, { whole: SHANXI });

test('what a title is about, without where, when, how broken down and what kind of table', () => {
  const cases: Readonly<Record<string, string>> = {
    '分县(市、区)常住人口': '常住人口',
    '各市(县)常住人口': '常住人口',
    '分市常住人口(续)': '常住人口',
    '11个设区市环境空气质量排名': '环境空气质量',
    全省及各市常住人口情况: '常住人口',
    '2026年1—10月各市城镇新增就业完成情况表': '城镇新增就业',
    '表3-1 山西省一般公共预算收入': '一般公共预算收入',
    '续表3 各市粮食产量': '粮食产量',
    '各省份数据-食品类': '食品类',
    分行业固定资产投资增速: '固定资产投资增速',
    '2023年年末人口数及其构成': '年末人口数',
    全社会用电量: '全社会用电量',
  };
  for (const [title, name] of Object.entries(cases)) assert.equal(titleName(title, regions), name, title);
});

test('titles about nothing in particular', () => {
  for (const title of [
    '2026年1—10月全省主要经济指标',
    '续表',
    '4-2续表',
    '统计月报',
    'Sheet1',
    '附表2',
    '分省年度数据',
  ])
    assert.equal(titleName(title, regions), '', title);
});
