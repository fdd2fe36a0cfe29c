import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodKey } from '#platform/period/key.ts';
import { row } from './invented.test-support.ts';
import { matchEntries } from './match-entries.ts';
import { nearestCard } from './nearest-card.ts';
import { covers } from './scope.ts';
import { monthsOf, screenPeriod } from './screen-period.ts';

const entries = [
  { code: 'JJ001', name: '地区生产总值', also: ['GDP', 'JJ001'] },
  { code: 'JJ005', name: '规模以上工业增加值增速', also: ['规上工业增速', 'JJ005'] },
  { code: '140100', name: '太原市', also: ['太原', 'ty'] },
];
const found = (typed: string, most = 9) => matchEntries(entries, typed, most).map(({ code }) => code);

test('one finds by name, short name, code and initials; what begins with it comes first', () => {
  assert.deepEqual(found('工业'), ['JJ005']);
  assert.deepEqual(found('gdp'), ['JJ001']);
  assert.deepEqual(found('TY'), ['140100']);
  assert.deepEqual(found('jj'), ['JJ001', 'JJ005']);
  assert.deepEqual(found('没有'), []);
  assert.deepEqual(found(' ', 2), ['JJ001', 'JJ005']);
});

test('arrow keys walk a grid whose rows are not of one length', () => {
  const spots = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 200, y: 0 },
    { x: 0, y: 80 },
    { x: 100, y: 80 },
  ];
  assert.equal(nearestCard(spots, 0, 'ArrowRight'), 1);
  assert.equal(nearestCard(spots, 1, 'ArrowDown'), 4);
  assert.equal(nearestCard(spots, 2, 'ArrowDown'), 4);
  assert.equal(nearestCard(spots, 3, 'ArrowUp'), 0);
  assert.equal(nearestCard(spots, 2, 'ArrowRight'), null);
  assert.equal(nearestCard(spots, 0, 'Enter'), null);
});

test('the header names the period that most cumulative months are of', () => {
  const september = { period: periodKey('2026-09') };
  const cards = [row(september), row(), row(), row({ period: periodKey('2026-Q3') }), row({ value: null })];
  const screen = { domains: [{ code: 'A', name: '甲', cards }], focus: null };
  assert.equal(screenPeriod(screen)?.period, '2026-10');
  assert.equal(screenPeriod({ domains: [], focus: null }), null);
});

test('a reader is shown no way out of their scope', () => {
  assert.ok(covers('all', '100000') && covers(['140000'], '140105') && covers(['140100'], '140105'));
  assert.ok(covers(['140105'], '140105') && covers(['141000'], '141002'));
  for (const code of ['140000', '140200', '141100']) assert.equal(covers(['140100'], code), false);
  assert.equal(covers(['141000'], '140100'), false);
});

test('one cannot choose a month that has not been', () => {
  assert.deepEqual(monthsOf(2026, periodKey('2026-03')), ['2026-01', '2026-02', '2026-03']);
  assert.equal(monthsOf(2025, periodKey('2026-03')).length, 12);
});
