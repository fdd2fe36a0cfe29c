import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceWords, figureWords, growthWords, paceWords, pointsWords } from './wording.ts';

test('R7 growth, decline and standstill', () => {
  assert.equal(growthWords(5.25), '增长5.3%');
  assert.equal(growthWords(-2.1), '下降2.1%');
  assert.equal(growthWords(0), '持平');
  assert.equal(growthWords(0.04), '基本持平');
  assert.equal(growthWords(0.5, 'price'), '上涨0.5%');
  assert.equal(growthWords(3, 'level'), '上升3.0%');
});

test('R7 the pace of growth against the period before', () => {
  const cases: [number, number, string][] = [
    [5.3, 5.0, '增速加快0.3个百分点'],
    [5.0, 5.3, '增速回落0.3个百分点'],
    [-2.0, -3.5, '降幅收窄1.5个百分点'],
    [-3.5, -2.0, '降幅扩大1.5个百分点'],
    [0.2, -1.0, '由降转增'],
    [-0.2, 1.0, '由增转降'],
    [5.3, 5.3, '增速持平'],
    [-1.1, -1.1, '降幅持平'],
    [0, 1, '由增转平'],
    [0, -1, '由降转平'],
    [1, 0, '由平转增'],
    [-1, 0, '由平转降'],
    [0, 0, '增速持平'],
    [0.04, -1, '由降转平'],
  ];
  for (const [now, then, words] of cases) assert.equal(paceWords(now, then), words, `${then} → ${now}`);
});

test('R5 points and differences', () => {
  assert.equal(pointsWords(2), '提高2.0个百分点');
  assert.equal(pointsWords(-0.44), '降低0.4个百分点');
  assert.equal(pointsWords(0), '持平');
  assert.equal(differenceWords(3, '天'), '增加3天');
  assert.equal(differenceWords(-2, '个'), '减少2个');
  assert.equal(differenceWords(0, '天'), '持平');
});

test('a number in a sentence has a true minus sign and no minus zero', () => {
  assert.equal(figureWords(-2.15), '−2.2');
  assert.equal(figureWords(-0.01), '0.0');
});
