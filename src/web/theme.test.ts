import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeviceTraits, defaultChoice, readChoice, resolveLayout, resolveTheme, withAddress } from './theme.ts';

const laptop: DeviceTraits = { width: 1366, coarsePointer: false, noPointer: false, prefersDark: false };

test('a laptop is a desk, and at 200 % zoom it becomes one column', () => {
  assert.equal(resolveLayout(defaultChoice, laptop), 'desk');
  assert.equal(resolveLayout(defaultChoice, { ...laptop, width: 683 }), 'phone');
});

test('长者模式 needs room, so a narrow desk becomes one column', () => {
  assert.equal(resolveLayout({ ...defaultChoice, elder: true }, { ...laptop, width: 860 }), 'phone');
  assert.equal(resolveLayout({ layout: 'desk', elder: true }, { ...laptop, width: 860 }), 'desk');
});

test('a touch screen narrower than a tablet in landscape is a phone, a wide one is a desk', () => {
  assert.equal(resolveLayout(defaultChoice, { ...laptop, width: 820, coarsePointer: true }), 'phone');
  assert.equal(resolveLayout(defaultChoice, { ...laptop, width: 1180, coarsePointer: true }), 'desk');
});

test('a wide screen without a pointer is a wall, and a wall is dark by itself', () => {
  assert.equal(resolveLayout(defaultChoice, { ...laptop, width: 3840, noPointer: true }), 'wall');
  assert.equal(resolveTheme('auto', 'wall', laptop), 'dark');
  assert.equal(resolveTheme('light', 'wall', laptop), 'light');
  assert.equal(resolveTheme('auto', 'desk', { ...laptop, prefersDark: true }), 'dark');
});

test('the address wins over the stored choice, and nonsense in either is ignored', () => {
  const stored = readChoice({ layout: 'phone', theme: 'purple', elder: 'yes' });
  assert.deepEqual(stored, { layout: 'phone', theme: 'auto', elder: false });
  assert.deepEqual(withAddress(stored, '?layout=wall&theme=light&elder=1'), {
    layout: 'wall',
    theme: 'light',
    elder: true,
  });
  assert.deepEqual(withAddress(defaultChoice, '?layout=cinema'), defaultChoice);
  assert.deepEqual(readChoice(null), defaultChoice);
});
