import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chinesePart, readLabel, squeeze } from './label.ts';

test('spaces, footnotes, full-width signs and link letters are not part of a label', () => {
  const cases: [string, string][] = [
    ['太 原 市', '太原市'],
    ['地　　区', '地区'],
    ['地区生产总值\n（亿元）', '地区生产总值(亿元)'],
    ['出口①', '出口'],
    ['粮食产量*', '粮食产量'],
    ['财政支出（亿元）i', '财政支出(亿元)'],
    ['PM 2.5', 'PM 2.5'],
    ['ＧＤＰ', 'GDP'],
  ];
  for (const [raw, text] of cases) assert.equal(squeeze(raw), text);
});

test('of a bilingual label the Chinese part counts; short Latin words belong to the name', () => {
  const cases: [string, string][] = [
    ['太原市 Taiyuan', '太原市'],
    ['地区生产总值 (亿元) Gross Regional Product (100 million yuan)', '地区生产总值(亿元)'],
    ['单位：亿元 (100 million yuan)', '单位:亿元'],
    ['一氧化碳CO(mg/m³)', '一氧化碳CO(mg/m3)'],
    ['PM2.5浓度', 'PM2.5浓度'],
    ['Region', 'Region'],
  ];
  for (const [raw, text] of cases) assert.equal(chinesePart(squeeze(raw)), text);
});

test('numbering and 其中 are read off, with where the words begin', () => {
  assert.deepEqual(readLabel('一、地区生产总值'), { text: '地区生产总值', offset: 0, ofWhich: false, heading: 1 });
  assert.deepEqual(readLabel('（二）第二产业'), { text: '第二产业', offset: 0, ofWhich: false, heading: 2 });
  assert.deepEqual(readLabel('　　#工业'), { text: '工业', offset: 6, ofWhich: true, heading: 0 });
  assert.deepEqual(readLabel('　　其中：出口'), { text: '出口', offset: 10, ofWhich: true, heading: 0 });
  assert.equal(readLabel('　　　　　进口').offset, 10);
  assert.equal(readLabel('2.5微米颗粒物').text, '2.5微米颗粒物');
  assert.equal(readLabel('其中').text, '其中');
});
