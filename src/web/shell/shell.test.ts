import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { moduleUis } from '../modules.ts';
import { addressFrom, boardAt, boardBeside } from './boards.ts';
import { fitCount } from './fit.ts';
import { safeNext } from './next.ts';
import { homeFor, PLACES, placesFor } from './places.ts';

const boards = [{ route: '/' }, { route: '/supervision' }, { route: '/command' }];

test('an address belongs to the board with the longest route', () => {
  assert.equal(boardAt(boards, '/supervision/17')?.route, '/supervision');
  assert.equal(boardAt(boards, '/')?.route, '/');
  assert.equal(boardAt(boards, '/supervisions'), undefined);
});

test('who changes boards stays in their place and time; a board that begins elsewhere begins there', () => {
  const to = (search: string, opensAt: string | null = null) =>
    addressFrom(search, { route: '/boards/economy', opensAt });
  assert.equal(to('?region=140100&card=JJ001&focus=JJ005'), '/boards/economy?region=140100');
  const all = new URLSearchParams({ region: '140105', period: '2026-03', asOf: '2026-06-01T23:59:59+08:00' });
  assert.equal(to(`?${all}`), `/boards/economy?${all}`);
  assert.equal(to('?region=100000&period=2024-Q4'), '/boards/economy');
  assert.equal(to('?region=140100', '100000'), '/boards/economy');
  assert.equal(to(''), '/boards/economy');
});

test('the wall goes round its boards', () => {
  assert.equal(boardBeside(boards, '/command', 1)?.route, '/');
  assert.equal(boardBeside(boards, '/', -1)?.route, '/command');
  assert.equal(boardBeside([], '/', 1), undefined);
});

test('entries that fit are shown, and room for the button is kept when some do not', () => {
  assert.equal(fitCount([50, 50, 50], 10, 170, 40), 3);
  assert.equal(fitCount([50, 50, 50], 10, 169, 40), 2);
  assert.equal(fitCount([50, 50, 50], 10, 30, 40), 0);
});

test('what is shown never needs more room than there is', () => {
  const widths = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 20 });
  fc.assert(
    fc.property(widths, fc.integer({ min: 0, max: 2000 }), (list, room) => {
      const count = fitCount(list, 8, room, 60);
      const used = list.slice(0, count).reduce((sum, width) => sum + width + 8, count < list.length ? 60 : -8);
      assert.ok(used <= room || count === 0);
    }),
  );
});

test('after signing in one returns inside, never to a foreign address', () => {
  assert.equal(safeNext('?next=%2Fsupervision%2F17%3Ftab%3Dred'), '/supervision/17?tab=red');
  for (const bad of [
    '?next=https://evil.example',
    '?next=//evil.example',
    '?next=/\\evil.example',
    '?next=/login',
    '',
  ]) {
    assert.equal(safeNext(bad), '/');
  }
});

test('one begins at a page that one may use, and is shown the way to no other', () => {
  const of = (permissions: string[], regions: 'all' | string[] = []) => ({
    permissions,
    scope: { regions, departments: [] },
  });
  assert.equal(homeFor(of(['indicator:read', 'audit:read'], ['140100'])), '/');
  assert.equal(homeFor(of(['indicator:read', 'system:operate'])), '/indicators', 'definitions, but no place');
  assert.equal(homeFor(of(['user:read', 'user:write', 'system:operate'])), '/users');
  assert.equal(homeFor(of(['audit:read'])), '/audit');
  assert.equal(homeFor(of([])), '/account', 'whose roles do not count yet');
  assert.deepEqual(
    placesFor(['dataset:read', 'dataset:import']).map(({ route }) => route),
    ['/catalogue', '/import', '/quality', '/account'],
  );
});

test('every place is the page of a module', () => {
  const pages = moduleUis.flatMap(({ routes }) => routes.map(({ path }) => path));
  assert.deepEqual(
    PLACES.filter(({ route }) => !pages.includes(route)),
    [],
  );
});
