import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { periodKey } from '#platform/period/key.ts';
import { type Actor, type Scope, SYSTEM_ACTOR } from '#platform/scope.ts';
import { openTestApp, type TestApp } from '#platform/testing.ts';
import { publishObservations } from './actions/append.ts';
import { createIndicator } from './actions/definitions.ts';
import type { NewIndicator, QueryRequest, Row } from './contract.ts';
import type { Observation } from './olap/observation.ts';
import { query } from './query/query.ts';

/** Tuesday, 24 November 2026, eight in the morning in China: October is due for most, November for none. */
export const NOW = new Date('2026-11-24T08:00:00+08:00');
export const PROVINCE = '140000';
export const CITIES: readonly string[] = Array.from({ length: 11 }, (_, i) => String(140_100 + i * 100));

/** The product without the demo figures, with the clock standing still. */
export function openIndicatorApp(now: Date = NOW): Promise<TestApp> {
  return openTestApp({ frozenNow: now });
}

/** Somebody with some permissions, in some places. */
export function actorWith(permissions: readonly string[], scope: Partial<Scope> = {}): Actor {
  return {
    userId: newId(NOW),
    username: 'tester',
    name: '测试',
    permissions: new Set(permissions),
    scope: { regions: 'all', departments: 'all', ...scope },
    sessionId: 'test',
  };
}

/** An indicator for a test, monthly and public unless said otherwise. */
export function addIndicator(platform: Platform, draft: Partial<NewIndicator> & { code: string }): Promise<string> {
  return createIndicator(platform, SYSTEM_ACTOR, {
    name: `测试${draft.code}`,
    domain: 'JJ',
    ownerDept: 'D28',
    unit: '亿元',
    frequency: 'M',
    basis: 'CUM',
    caliber: '测试口径',
    secrecy: 'public',
    aggregation: { rule: 'sum' },
    ...draft,
  });
}

type Loose = Omit<Observation, 'period' | 'basis'> & { period: string; basis?: Observation['basis'] };

/** Publish figures at an instant. */
export function publish(platform: Platform, rows: readonly Loose[], at: Date = new Date('2026-11-20T00:00:00Z')) {
  const observations = rows.map((row) => ({ basis: 'CUM' as const, ...row, period: periodKey(row.period) }));
  return publishObservations(platform, SYSTEM_ACTOR, observations, { stage: 'preliminary', at, source: 'system' });
}

/** The rows of a query by everybody's friend. */
export async function rowsOf(platform: Platform, request: QueryRequest, actor: Actor = SYSTEM_ACTOR): Promise<Row[]> {
  return (await query(platform, actor, request)).rows;
}

/** The one row of a query. */
export async function rowOf(platform: Platform, request: QueryRequest, actor: Actor = SYSTEM_ACTOR): Promise<Row> {
  const [row, ...others] = await rowsOf(platform, request, actor);
  if (!row || others.length > 0) throw new Error(`one row expected, got ${others.length + (row ? 1 : 0)}`);
  return row;
}

/** Months `YYYY-MM`, from one to another. */
export function monthsBetween(from: string, to: string): string[] {
  const number = (key: string) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5)) - 1;
  const [first, last] = [number(from), number(to)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const at = first + i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
