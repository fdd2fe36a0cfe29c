import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHANXI } from './regions.fixture.ts';
import { sheet, take } from './sheet.fixture.ts';

function regionOf(text: string, context: Parameters<typeof take>[1] = { region: SHANXI }) {
  const { reading } = take(sheet(text), context);
  const { region } = reading.fixed;
  return (
    region && {
      code: region.value.code,
      from: region.from,
      sure: region.confidence,
      of: reading.confidence,
      why: region.why,
    }
  );
}

const TABLE = '\n指标|绝对量（亿元）|比上年同期增长（%）\n用电量|100|3.2\n货运量|90|-1.1';

test('全省, 我省 and 省内 mean the province of the node, 全国 the nation, a name itself', () => {
  const titles = [
    '2026年1—10月全省主要经济指标',
    '2026年1—10月我省经济运行',
    '省内2026年10月指标',
    '2026年10月全国指标',
    '太原市2026年10月指标',
  ];
  assert.deepEqual(
    titles.map((title) => regionOf(`${title}${TABLE}`)?.code),
    ['140000', '140000', '140000', '100000', '140100'],
  );
});

test('a sheet without any region is proposed for the node with low confidence and a request to check', () => {
  const found = regionOf(`2026年1—10月主要经济指标${TABLE}`);
  assert.deepEqual(found, {
    code: '140000',
    from: 'context',
    sure: 0.3,
    of: 0.3,
    why: '表中没有地区，暂按全省（山西省）读，请核对',
  });
});

test('nobody said where the node is, or the table has not a Chinese word: the gap stays', () => {
  assert.equal(regionOf(`2026年1—10月主要经济指标${TABLE}`, {}), null);
  assert.equal(regionOf('year|month|PM2.5\n2013|3|4\n2013|4|5'), null);
});

test('the bureau that is the source decides before the node does', () => {
  const by = (source: string) => regionOf(`2026年10月指标${TABLE}\n数据来源：${source}`);
  assert.deepEqual([by('国家统计局')?.code, by('国家统计局')?.sure], ['100000', 0.4]);
  assert.equal(by('太原市统计局')?.code, '140100');
});

test('a column of places that nobody knows is of no province of ours', () => {
  const { reading, observations } = take(sheet('国家|2023年|2024年\n美国|1|2\n日本|3|4'), { region: SHANXI });
  assert.equal(reading.fixed.region, null);
  assert.deepEqual(
    reading.gaps.map(({ what }) => what),
    ['region', 'measure'],
  );
  assert.ok(observations.every(({ region }) => region === null));
});
