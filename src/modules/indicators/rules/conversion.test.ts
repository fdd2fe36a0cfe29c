import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeConversion, unitFactor } from './conversion.ts';

test('factors are exact and in lowest terms', () => {
  assert.deepEqual(unitFactor('万元', '亿元'), { ok: true, factor: { numerator: 1n, denominator: 10_000n } });
  assert.deepEqual(unitFactor('亿元', '万元'), { ok: true, factor: { numerator: 10_000n, denominator: 1n } });
  assert.deepEqual(unitFactor('万亩', '公顷'), { ok: true, factor: { numerator: 2000n, denominator: 3n } });
});

test('other dimensions and unknown units are refused, and said', () => {
  assert.equal(unitFactor('公顷', '亿元').ok, false);
  assert.equal(describeConversion('公顷', '亿元').verdict, 'unit-dimension');
  assert.equal(describeConversion('亿美元', '亿元').verdict, 'unit-dimension');
  assert.equal(describeConversion('某某', '亿元').verdict, 'unknown-unit');
  assert.equal(describeConversion(null, '亿元').verdict, 'unknown-unit');
  assert.deepEqual(describeConversion('亿元', '亿元').words, '单位均为亿元，数值不变');
  assert.deepEqual(describeConversion('万亩', '公顷').words, '万亩换算为公顷：数值乘以2000再除以3');
});
