import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureStates, figureText, isShown, stateOf } from './figure.ts';

test('R13 a missing figure is a dash with a state, never a zero', () => {
  for (const state of figureStates) {
    const figure = { value: null, state, decimals: 1 };
    assert.equal(figureText(figure), '\u2014');
    assert.notEqual(stateOf(figure), 'final');
  }
});

test('zero is a figure', () => {
  assert.equal(figureText({ value: 0, decimals: 1, signed: true }), '0.0');
  assert.equal(stateOf({ value: 0 }), 'final');
});

test('a suppressed figure shows no digits even when the number arrived by mistake', () => {
  assert.equal(figureText({ value: 12, state: 'suppressed' }), '\u2014');
  assert.equal(isShown({ value: 12, state: 'suppressed' }), false);
});

test('an estimate is shown and keeps its mark', () => {
  const figure = { value: 4.6, decimals: 1, signed: true, state: 'estimated' } as const;
  assert.equal(figureText(figure), '+4.6');
  assert.equal(stateOf(figure), 'estimated');
});
