import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { periodKey } from '#platform/period/key.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { TestApp } from '#platform/testing.ts';
import { setTargets } from './actions/targets.ts';
import type { Row } from './contract.ts';
import { addIndicator, CITIES, openIndicatorApp, PROVINCE, publish, rowsOf } from './indicators.test-support.ts';
import { at, FIGURES, figureAt, KINDS, type Kind, MONTHS, PLACES } from './operators.fixture.ts';

/**
 * Every operator against a calculation that shares nothing with the engine: plain loops over the rows that were
 * published, one figure at a time.
 */
const yearBefore = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
function monthBefore(period: string, merged: boolean): string {
  const index = MONTHS.indexOf(period);
  const before = MONTHS[index - 1] ?? 'none';
  return merged && before.endsWith('-01') ? (MONTHS[index - 2] ?? 'none') : before;
}

let app: TestApp;
let rows: Row[];
let byPlace: Map<string, Row>;
const kindOf = (code: string): Kind => KINDS.find((kind) => kind.code === code) ?? { code };

before(async () => {
  app = await openIndicatorApp();
  const { platform } = app;
  for (const kind of KINDS) await addIndicator(platform, kind);
  const basisOf = (code: string) => kindOf(code).basis ?? 'CUM';
  await publish(
    platform,
    FIGURES.map((figure) => ({ ...figure, basis: basisOf(figure.indicator) })),
  );
  await setTargets(
    platform,
    SYSTEM_ACTOR,
    PLACES.map((region, i) => ({ indicator: 'JJ901', region, year: 2026, value: 5000 + i * 100, source: '测试' })),
  );
  rows = await rowsOf(platform, {
    indicators: KINDS.map(({ code }) => code),
    regions: { these: PLACES },
    periods: { from: periodKey('2025-01'), to: periodKey('2026-10') },
    operators: ['value', 'yoy', 'mom', 'ytd', 'progress', 'rank', 'rankChange', 'trend'],
    trendLength: 13,
  });
  byPlace = new Map(rows.map((row) => [`${row.indicator} ${row.region} ${row.period}`, row]));
});
after(() => app.dispose());

function near(actual: number | null | undefined, expected: number | null, what: string): void {
  const isNear = expected === null ? actual == null : typeof actual === 'number' && Math.abs(actual - expected) < 1e-4;
  assert.ok(isNear, `${what}: ${actual} for ${expected}`);
}
const where = (row: Row): string => `${row.indicator} ${row.region} ${row.period}`;

describe('operators against a calculation row by row', () => {
  it('give a row for every indicator, region and period', () => {
    assert.equal(rows.length, KINDS.length * PLACES.length * 22);
  });

  it('value', () => {
    for (const row of rows) near(row.value, figureAt(row.indicator, row.region, row.period), where(row));
  });

  it('R4, R5 yoy: nominal computed, published taken, rates in points, odd bases in words', () => {
    for (const row of rows) {
      const { measure = 'amount', growthMethod } = kindOf(row.indicator);
      const value = figureAt(row.indicator, row.region, row.period);
      const base = figureAt(row.indicator, row.region, yearBefore(row.period));
      const published = at(row.indicator, row.region, row.period)?.growth ?? null;
      const isOdd = value !== null && base !== null && (base <= 0 || value < 0);
      const nominal = value === null || base === null || isOdd ? null : ((value - base) / base) * 100;
      const points = value === null || base === null ? null : value - base;
      const expected = growthMethod === 'constant-price' ? published : measure === 'rate' ? points : nominal;
      near(row.yoy?.value, expected, `yoy ${where(row)}`);
      if (isOdd && measure === 'amount' && !growthMethod) {
        assert.ok(row.yoy?.status === 'zero-base' || row.yoy?.status === 'sign-flip', `yoy ${where(row)}`);
        assert.ok(row.yoy.words.length > 1);
      }
    }
  });

  it('R1, R2, R6 mom: cumulative amounts by what each month brought, others as they are', () => {
    for (const row of rows) {
      const { code, basis = 'CUM', mergedJanFeb = false, measure = 'amount', revised } = kindOf(row.indicator);
      const own = (period: string): number | null => {
        const value = figureAt(code, row.region, period);
        if (basis !== 'CUM') return value;
        if (revised || value === null) return null;
        const opens = period.endsWith('-01') || (mergedJanFeb && period.endsWith('-02'));
        const before = opens ? 0 : figureAt(code, row.region, monthBefore(period, mergedJanFeb));
        return before === null ? null : value - before;
      };
      const [value, base] = [own(row.period), own(monthBefore(row.period, mergedJanFeb))];
      const isOdd = value !== null && base !== null && (base <= 0 || value < 0);
      const rate = value === null || base === null || isOdd ? null : ((value - base) / base) * 100;
      const points = value === null || base === null ? null : value - base;
      near(row.mom?.value, measure === 'rate' ? points : rate, `mom ${where(row)}`);
    }
  });

  it('ytd: cumulative figures as they are, those of single months added up', () => {
    for (const row of rows) {
      const { code, basis = 'CUM' } = kindOf(row.indicator);
      const months = MONTHS.filter((month) => month.slice(0, 4) === row.period.slice(0, 4) && month <= row.period);
      const values = months.map((month) => figureAt(code, row.region, month));
      const total = values.every((value) => value !== null) ? values.reduce((a, b) => (a ?? 0) + (b ?? 0), 0) : null;
      near(row.ytd?.value, basis === 'CUR' ? total : figureAt(code, row.region, row.period), `ytd ${where(row)}`);
    }
  });

  it('R9 progress: share of the target, share of the year, and the gap', () => {
    for (const row of rows.filter(({ indicator }) => indicator === 'JJ901')) {
      const value = figureAt('JJ901', row.region, row.period);
      if (!row.period.startsWith('2026') || value === null) {
        assert.equal(row.progress?.share, undefined, where(row));
        continue;
      }
      const share = Math.round((value / (5000 + PLACES.indexOf(row.region) * 100)) * 1000) / 10;
      const time = Math.round((Number(row.period.slice(5)) / 12) * 1000) / 10;
      near(row.progress?.share, share, `share ${where(row)}`);
      near(row.progress?.timeShare, time, `time ${where(row)}`);
      near(row.progress?.gap, share - time, `gap ${where(row)}`);
    }
    for (const row of rows.filter(({ indicator }) => indicator === 'JJ904')) {
      assert.equal(row.progress?.status, 'not-applicable');
    }
  });

  const placeOf = (code: string, region: string, period: string): number | null => {
    const { rankKeys = [], direction = 'neutral', measure = 'amount' } = kindOf(code);
    const by = rankKeys[0];
    if (!by || !CITIES.includes(region)) return null;
    const keyOf = (city: string): number | null => {
      const value = figureAt(code, city, period);
      if (by === 'level') return value;
      const base = figureAt(code, city, yearBefore(period));
      return value === null || base === null || base <= 0 ? null : Math.round(((value - base) / base) * 1000) / 10;
    };
    const keys = CITIES.map(keyOf);
    const own = keyOf(region);
    if (own === null || keys.some((key) => key === null)) return null;
    const decimals = by === 'level' ? (measure === 'rate' ? 1 : 2) : 1;
    const rounded = (key: number | null): number => Math.round((key ?? 0) * 10 ** decimals + 1e-9);
    const better = (key: number | null): boolean =>
      direction === 'lower' ? rounded(key) < rounded(own) : rounded(key) > rounded(own);
    return keys.filter(better).length + 1;
  };

  it('R10 rank: ties share, one missing city leaves all unranked', () => {
    for (const row of rows.filter(({ indicator }) => indicator !== 'JJ905')) {
      const expected = placeOf(row.indicator, row.region, row.period);
      assert.equal(row.rank?.rank ?? null, expected, `rank ${where(row)}`);
    }
    const ranked = rows.filter(({ rank }) => rank?.rank != null).length;
    assert.ok(ranked > 300, `only ${ranked} were ranked`);
  });

  it('R10 rankChange: previous place less present place', () => {
    for (const row of rows.filter(({ indicator }) => indicator !== 'JJ905')) {
      const { code, mergedJanFeb = false } = kindOf(row.indicator);
      const [now, then] = [row.period, monthBefore(row.period, mergedJanFeb)].map((p) => placeOf(code, row.region, p));
      const expected = now == null || then == null ? null : then - now;
      assert.equal(row.rankChange?.change ?? null, expected, `change ${where(row)}`);
    }
  });

  it('trend: thirteen periods up to the row, gaps marked, none invented', () => {
    for (const row of rows) {
      const index = MONTHS.indexOf(row.period);
      const wanted = MONTHS.slice(Math.max(0, index - 12), index + 1);
      const { mergedJanFeb } = kindOf(row.indicator);
      const first = mergedJanFeb ? '2024-02' : '2024-01';
      assert.deepEqual(
        row.trend?.periods,
        wanted.filter((period) => period >= first),
      );
      for (const [i, period] of (row.trend?.periods ?? []).entries()) {
        const value = figureAt(row.indicator, row.region, period);
        near(row.trend?.values[i], value, `trend ${where(row)} at ${period}`);
        const mark: string | undefined = row.trend?.marks.find((one) => one.period === period)?.mark;
        const gap = mergedJanFeb && period.endsWith('-01') ? 'merged' : period === '2026-10' ? 'not-due' : 'late';
        assert.equal(mark, value === null ? gap : undefined);
      }
    }
  });

  it('one statement to the warehouse, whatever is asked', async () => {
    const { olap } = app.platform;
    const original = olap.text;
    let statements = 0;
    Object.assign(olap, {
      text: (...args: Parameters<typeof original>) => {
        statements++;
        return original(...args);
      },
    });
    await rowsOf(app.platform, {
      indicators: KINDS.map(({ code }) => code),
      regions: { childrenOf: PROVINCE },
      periods: { last: 3 },
      operators: ['value', 'yoy', 'mom', 'ytd', 'progress', 'rank', 'rankChange', 'trend', 'light'],
    });
    Object.assign(olap, { text: original });
    assert.equal(statements, 1);
    assert.equal(byPlace.size, rows.length);
  });
});
