import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFigure, type Missing, type NumberFlag, readNumber } from './number.ts';
import type { Cell } from './sheet.ts';

function numberOf(cell: Cell): number {
  const read = readNumber(cell);
  assert.equal(read.kind, 'number', String(cell));
  return read.kind === 'number' ? read.value : Number.NaN;
}

test('the ways published tables write a number', () => {
  const cases: [Cell, number][] = [
    [12.5, 12.5],
    ['12.5', 12.5],
    [' 12.5 ', 12.5],
    ['1,234', 1234],
    ['1，234.5', 1234.5],
    ['1 234 567', 1234567],
    ['１２３．４', 123.4],
    ['+5', 5],
    ['-1.2', -1.2],
    ['－1.2', -1.2],
    ['−1.2', -1.2],
    ['—1.2', -1.2],
    ['(1,234)', -1234],
    ['（1.5）', -1.5],
    ['1e5', 100000],
    ['.5', 0.5],
    ['0', 0],
    ['-0', 0],
  ];
  for (const [cell, value] of cases) assert.ok(Object.is(numberOf(cell), value), String(cell));
});

test('any decimal reads as itself, grouped or full-width', () => {
  const decimal = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }));
  fc.assert(
    fc.property(decimal, ([digits, places]) => {
      const value = digits / 10 ** places || 0;
      const text = value.toFixed(places);
      const grouped = text.replace(/\B(?=(?:\d{3})+(?!\d)(?<!\.\d*))/g, ',');
      const wide = text.replace(/[\d.-]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
      for (const written of [value, text, grouped, wide, ` ${text}①`])
        assert.equal(numberOf(written), value, String(written));
    }),
  );
});

test('a unit behind the number is kept, by its symbol', () => {
  const cases: [string, number, string][] = [
    ['5.6%', 5.6, '%'],
    ['５.６％', 5.6, '%'],
    ['12亿元', 12, '亿元'],
    ['0.3个百分点', 0.3, '百分点'],
  ];
  for (const [cell, value, unit] of cases)
    assert.deepEqual(readNumber(cell), { kind: 'number', value, unit, flags: [] });
});

test('R13 footnotes and qualifiers become flags, never digits', () => {
  const cases: [string, number, NumberFlag][] = [
    ['123①', 123, 'noted'],
    ['123.4*', 123.4, 'noted'],
    ['123²', 123, 'noted'],
    ['123[1]', 123, 'noted'],
    ['*123', 123, 'noted'],
    ['123e', 123, 'estimated'],
    ['123（估）', 123, 'estimated'],
    ['约123', 123, 'estimated'],
    ['123p', 123, 'provisional'],
    ['12.5（初步）', 12.5, 'provisional'],
    ['123r', 123, 'revised'],
  ];
  for (const [cell, value, flag] of cases) {
    assert.deepEqual(readNumber(cell), { kind: 'number', value, unit: null, flags: [flag] }, cell);
  }
});

test('R13 missing is never zero, and its kinds stay apart', () => {
  const cases: [Cell | undefined, Missing][] = [
    [null, 'blank'],
    [undefined, 'blank'],
    ['', 'blank'],
    ['　', 'blank'],
    ['—', 'not-applicable'],
    ['－', 'not-applicable'],
    ['--', 'not-applicable'],
    ['——', 'not-applicable'],
    ['/', 'not-applicable'],
    ['N/A', 'not-applicable'],
    ['NA', 'not-available'],
    ['..', 'not-available'],
    ['缺测', 'not-available'],
    ['无数据', 'not-available'],
    ['…', 'below-unit'],
    ['……', 'below-unit'],
    ['<0.05', 'below-unit'],
    ['×', 'suppressed'],
    ['***', 'suppressed'],
    ['保密', 'suppressed'],
  ];
  for (const [cell, missing] of cases) assert.deepEqual(readNumber(cell), { kind: 'missing', missing }, String(cell));
});

test('what is no number for certain is unreadable and says why', () => {
  const wrong: Cell[] = [
    'abc',
    '1,23',
    '1.2.3',
    '12万',
    '>100',
    '(5',
    '140105199001011234',
    '#DIV/0!',
    true,
    '停产',
    '10~20',
  ];
  for (const cell of wrong) {
    const read = readNumber(cell);
    assert.equal(read.kind, 'unreadable', String(cell));
    assert.match(read.kind === 'unreadable' ? read.reason : '', /\p{Script=Han}/u);
  }
  assert.equal(readNumber(Number.NaN).kind, 'unreadable');
});

test('reading never throws and never turns a text without digits into a number', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readNumber(text);
      assert.ok(read.kind !== 'number' || /\d/.test(text.normalize('NFKC')), text);
      assert.ok(read.kind !== 'number' || Number.isFinite(read.value), text);
    }),
  );
});

test('a blank is no figure, a mark for a missing one is', () => {
  assert.deepEqual([null, '', '—', '1,2', '12', 'x1'].map(isFigure), [false, false, true, false, true, false]);
});

test('a long cell made to keep a pattern busy is refused at once', () => {
  const hostile = ['1', '1,', '1 1', ' , ', '1.', '(1', '注1', '估'].flatMap((pump) =>
    ['x(', '\u0001', ''].map((end) => `1${pump.repeat(20_000)}${end}`),
  );
  const start = performance.now();
  for (const cell of hostile) assert.equal(readNumber(cell).kind, 'unreadable');
  assert.ok(performance.now() - start < 1000);
  assert.deepEqual(readNumber(' '.repeat(10_000)), { kind: 'missing', missing: 'blank' });
});
