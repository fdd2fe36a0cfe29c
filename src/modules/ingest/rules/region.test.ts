import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonParent, createRegionReader, isWhole } from './region.ts';
import { resolveRegion, SHANXI, TAIYUAN } from './regions.fixture.ts';

const regions = createRegionReader(resolveRegion, { whole: SHANXI, aliases: { 综改区: TAIYUAN } });

test('labels as tables write them', () => {
  const cases: [string | number, string | undefined][] = [
    ['太 原 市', '140100'],
    ['太原', '140100'],
    ['#太原市', '140100'],
    ['其中：大同市', '140200'],
    ['太原市 Taiyuan', '140100'],
    ['太原市合计', '140100'],
    ['全省合计', '140000'],
    ['合　计', '140000'],
    ['十一市合计', '140000'],
    ['140100000000', '140100'],
    [140200, '140200'],
    ['综 改 区', '140100'],
    ['城区', undefined],
    ['某开发区', undefined],
    [14, undefined],
  ];
  for (const [text, code] of cases) assert.equal(regions.read(text)?.code, code, String(text));
});

test('a county of two cities needs its city', () => {
  assert.equal(regions.read('城区', '140300')?.code, '140302');
  assert.equal(regions.read('城区', '140500')?.code, '140502');
});

test('the whole of a table is what holds all its regions', () => {
  const parentOf = (...names: string[]) =>
    commonParent(
      names.map((name) => resolveRegion(name)).filter((r) => r !== null),
      resolveRegion,
    )?.code;
  assert.equal(parentOf('太原', '大同'), '140000');
  assert.equal(parentOf('太原市', '小店区', '古交市'), '140100');
  assert.equal(parentOf('小店区', '平定县'), '140000');
  assert.equal(parentOf('北京', '山西'), '100000');
  assert.equal(parentOf('全国', '北京', '山西'), '100000');
  assert.equal(parentOf(), undefined);
  assert.equal(isWhole('全省平均'), true);
  assert.equal(isWhole('全国'), false);
});
