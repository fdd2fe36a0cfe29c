import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CellStatus } from '../contract.ts';
import { INDICATOR_DEFINITIONS, seededDefinition } from '../seed/definitions.ts';
import { type LightFacts, lightOf } from './light.ts';
import type { Threshold } from './threshold.ts';

const facts: LightFacts = { status: 'ok', level: 'province', unit: '%', own: [] };

function thresholdsOf(code: string): readonly Threshold[] {
  const definition = seededDefinition(code);
  assert.ok(definition, code);
  return definition.thresholds;
}

function colour(code: string, more: Partial<LightFacts>): string {
  return lightOf(thresholdsOf(code), { ...facts, ...more }).colour;
}

test('plain values: yellow and red lines, the line itself is not below', () => {
  const at = (value: number) => colour('SC001', { own: [{ value }] });
  assert.deepEqual([99, 98, 97.9, 97, 96.9].map(at), ['green', 'green', 'yellow', 'yellow', 'red']);
});

test('growth below its target by points, or negative', () => {
  const at = (yoy: number) => colour('JJ001', { own: [{ yoy }], target: 5 });
  assert.deepEqual([5, 4.5, 4.4, 3.9, -0.1].map(at), ['green', 'green', 'yellow', 'red', 'red']);
});

test('progress behind time by points', () => {
  const at = (gap: number) => colour('JJ019', { own: [{ gap }] });
  assert.deepEqual([2, -3, -3.1, -8.1].map(at), ['green', 'green', 'yellow', 'red']);
});

test('a run of periods must be complete and unbroken', () => {
  const run = (...values: (number | null)[]) => colour('JJ023', { own: values.map((value) => ({ value })) });
  assert.equal(run(99, 99, 99, 99, 99, 99), 'yellow');
  assert.equal(run(99, 99, 101, 99, 99, 99), 'green');
  assert.equal(run(99, 99, 99), 'none', 'three months do not tell six');
  assert.equal(run(99, 99, null, 99, 99, 99), 'none');
});

test('other indicators, 全国 and companions are looked up in the same period', () => {
  const coal = (values: number[]) => ({
    'JJ006.2': { name: '煤炭工业', unit: '%', periods: values.map((value) => ({ value })) },
  });
  assert.equal(colour('JJ006', { own: [{ value: 2 }, { value: 2 }], peers: coal([3, 3]) }), 'yellow');
  assert.equal(colour('JJ006', { own: [{ value: 2 }, { value: 4 }], peers: coal([3, 3]) }), 'green');
  assert.equal(colour('JJ005', { own: [{ value: 4.5 }], nation: [{ value: 5.8 }] }), 'yellow');
  const serious = (value: number) => ({ 'ZL001.2': { name: '较大事故', unit: '起', periods: [{ value }] } });
  assert.equal(colour('ZL001', { own: [{ yoy: -5 }], peers: serious(1) }), 'red');
  assert.equal(colour('ZL001', { own: [{ yoy: -5 }], peers: serious(0) }), 'green');
});

test('lines differ by administrative level', () => {
  assert.equal(colour('ZW001', { own: [{ value: 85 }] }), 'yellow');
  assert.equal(colour('ZW001', { own: [{ value: 85 }], level: 'city' }), 'green');
});

test('unknown is never green: no target, no 全国, late, missing, nothing set', () => {
  assert.equal(lightOf(thresholdsOf('JJ001'), { ...facts, own: [{ yoy: 6 }] }).reason, '缺年度目标，无法判断');
  assert.equal(colour('JJ005', { own: [{ value: 6 }] }), 'none');
  for (const status of ['late', 'missing', 'suppressed', 'not-due', 'merged'] satisfies CellStatus[]) {
    assert.equal(colour('SC001', { status, own: [{ value: 50 }] }), 'none', status);
  }
  assert.equal(lightOf([], facts).reason, '未设预警线');
});

test('a red that can be seen is shown although a yellow is unknown', () => {
  assert.equal(colour('JJ001', { own: [{ yoy: -1 }] }), 'red');
});

test('the reason names the figure, what it is held against and the line', () => {
  const light = lightOf(thresholdsOf('JJ001'), { ...facts, own: [{ yoy: 3.5 }], target: 5 });
  assert.equal(light.reason, '同比3.5%，年度目标5%（红线：低于年度目标1个百分点以上）');
  const plain = lightOf(thresholdsOf('SC001'), { ...facts, own: [{ value: 97.5 }] });
  assert.equal(plain.reason, '本期值97.5%（黄线：低于98%）');
});

test('every light of every seeded indicator carries a reason, whatever is known', () => {
  const known = fc.option(fc.integer({ min: -200, max: 400 }), { nil: null });
  const period = fc.record({ value: known, yoy: known, mom: known, gap: known, excess: known, step: known });
  fc.assert(
    fc.property(
      fc.constantFrom(...INDICATOR_DEFINITIONS),
      fc.array(period, { maxLength: 6 }),
      known,
      (one, own, target) => {
        const light = lightOf(one.thresholds, { ...facts, unit: one.unit, own, target });
        assert.ok(light.reason.length > 3);
        assert.ok(!/NaN|undefined|null/.test(light.reason), light.reason);
        if (own.length === 0) assert.equal(light.colour, 'none');
      },
    ),
  );
});
