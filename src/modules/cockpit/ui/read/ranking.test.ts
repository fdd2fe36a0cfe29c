import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestOf } from './best-of.ts';
import { head, row, say } from './invented.test-support.ts';
import { profileLines } from './profile-lines.ts';
import { progressLines } from './progress-lines.ts';
import { rankRows } from './rank-rows.ts';
import { rankedFigure } from './ranked-figure.ts';
import { wallCards } from './wall-cards.ts';

const places = [
  { code: '140100', name: '太原市', shortName: '太原', level: 'city' },
  { code: '140200', name: '大同市', shortName: '大同', level: 'city' },
  { code: '140300', name: '阳泉市', shortName: '阳泉', level: 'city' },
];
const ranked = (region: string, rank: number | null, value: number | null, behindNext?: number) =>
  row({
    region,
    value,
    status: value === null ? 'late' : 'ok',
    rank: { rank, of: 3, by: 'level', status: rank === null ? 'missing' : 'ok', words: '缺1市：阳泉市', behindNext },
  });

test('R10 places come by rank with the distance to the next; the first has none', () => {
  const rows = [ranked('140100', 2, 8, 2), ranked('140200', 1, 10), ranked('140300', 3, 5, 3)];
  const read = rankRows(rows, head(), places, say);
  assert.deepEqual(
    read.map(({ name, place, gap }) => [name, place, gap]),
    [
      ['大同市', 1, ''],
      ['太原市', 2, '2.0'],
      ['阳泉市', 3, '3.0'],
    ],
  );
});

test('R10 with a city missing nobody has a place, and everybody says why', () => {
  const rows = [ranked('140100', null, 8), ranked('140300', null, null)];
  for (const { place, noRank } of rankRows(rows, head(), places, say)) {
    assert.equal(place, null);
    assert.match(noRank ?? '', /缺1市/);
  }
});

test('R10 the four keys order by four figures', () => {
  const progress = { status: 'ok', words: '', share: 82.4 } as const;
  const yoy = { value: 3.6, unit: '%', status: 'ok', words: '' } as const;
  const one = row({ value: 100, progress, yoy });
  const value = (by: Parameters<typeof rankedFigure>[2]) => rankedFigure(one, head(), by, say).value;
  assert.deepEqual([value('level'), value('growth'), value('completion'), value('improvement')], [100, 3.6, 82.4, 3.6]);
  const growth = head({ name: '工业增加值增速', measure: 'growth' });
  assert.equal(rankedFigure(row({ value: 4.4, yoy }), growth, 'growth', say).value, 4.4);
});

test('a profile holds what is ranked, best first, and counts what is not', () => {
  const heads = new Map(['JJ001', 'JJ002', 'JJ003'].map((code) => [code, head({ code })]));
  const rows = [
    { ...ranked('140100', 3, 1), indicator: 'JJ001' },
    { ...ranked('140100', 1, 1), indicator: 'JJ002' },
    { ...ranked('140100', null, 1), indicator: 'JJ003' },
  ];
  const { lines, unranked } = profileLines(rows, heads);
  assert.deepEqual(
    lines.map(({ head: { code }, standing }) => [code, standing]),
    [
      ['JJ002', 0],
      ['JJ001', 1],
    ],
  );
  assert.equal(unranked, 1);
});

test('the best of a line is named only where better has a meaning and all figures are there', () => {
  const two = [row({ region: 'a', value: 1 }), row({ region: 'b', value: 2 })];
  assert.equal(bestOf(two, head()), 'b');
  assert.equal(bestOf(two, head({ direction: 'lower' })), 'a');
  assert.equal(bestOf(two, head({ direction: 'neutral' })), null);
  assert.equal(bestOf([...two, row({ region: 'c', value: null })], head()), null);
  assert.equal(bestOf([row({ region: 'a', value: 2 }), row({ region: 'b', value: 2 })], head()), null);
});

test('R9 targets come with the furthest behind first, shares apart from limits', () => {
  const heads = new Map(['JJ001', 'JJ002', 'JJ003', 'JJ004'].map((code) => [code, head({ code })]));
  const line = (indicator: string, parts: object) =>
    row({ indicator, progress: { status: 'ok', words: '', ...parts } });
  const { shares, limits } = progressLines(
    [
      line('JJ001', { share: 90, timeShare: 83, gap: 7 }),
      line('JJ002', { share: 70, timeShare: 83, gap: -13 }),
      line('JJ003', { target: 37, headroom: -2 }),
      row({ indicator: 'JJ004', progress: { status: 'missing', words: '年度目标未下达' } }),
    ],
    heads,
  );
  assert.deepEqual(
    shares.map(({ head: { code } }) => code),
    ['JJ002', 'JJ001'],
  );
  assert.deepEqual(
    limits.map(({ head: { code } }) => code),
    ['JJ003'],
  );
});

test('a wall shows one figure of each section and what is lit, in the order of the board', () => {
  const card = (indicator: string, colour: 'red' | 'yellow' | 'green') =>
    row({ indicator, light: { colour, reason: '' } });
  const domains = [
    { code: 'A', name: '甲', cards: [card('JJ001', 'green'), card('JJ002', 'green'), card('JJ003', 'red')] },
    { code: 'B', name: '乙', cards: [card('NY001', 'green'), card('NY002', 'yellow')] },
  ];
  const codes = (room: number) => wallCards({ domains }, room).map(({ indicator }) => indicator);
  assert.deepEqual(codes(3), ['JJ001', 'JJ003', 'NY001']);
  assert.deepEqual(codes(4), ['JJ001', 'JJ003', 'NY001', 'NY002']);
  assert.deepEqual(codes(9), ['JJ001', 'JJ002', 'JJ003', 'NY001', 'NY002']);
});
