import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttemptWindow } from './attempt-window.ts';

test('the limit is reached, the wait runs down, and the window slides', () => {
  const window = createAttemptWindow(3, 60_000);
  for (const at of [0, 10_000, 20_000]) {
    assert.equal(window.waitFor('a', at), 0);
    window.record('a', at);
  }
  assert.equal(window.waitFor('a', 20_000), 40_000);
  assert.equal(window.waitFor('a', 59_999), 1);
  assert.equal(window.waitFor('a', 60_000), 0);
  window.record('a', 60_000);
  assert.equal(window.waitFor('a', 60_000), 10_000);
});

test('keys do not disturb each other, and a forgotten key starts anew', () => {
  const window = createAttemptWindow(1, 60_000);
  window.record('a', 0);
  assert.equal(window.waitFor('b', 0), 0);
  window.forget('a');
  assert.equal(window.waitFor('a', 0), 0);
});

test('invented names do not fill the memory: the oldest give way', () => {
  const window = createAttemptWindow(1, 60_000);
  for (let i = 0; i <= 10_000; i += 1) window.record(`name-${i}`, 0);
  assert.equal(window.waitFor('name-0', 1), 0);
  assert.equal(window.waitFor('name-10000', 1), 59_999);
});
