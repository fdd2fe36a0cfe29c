import type { ClockStep } from '../rules/timer.ts';
import type { Db, Direction, Tx } from '../tables.ts';

export interface TimerRule {
  readonly step: ClockStep;
  readonly days: number;
  readonly remindDays: number;
  readonly source: string;
}

export interface PolicyRule {
  readonly direction: Direction;
  readonly rank: number;
  readonly note: string;
  readonly source: string;
}

/** Who wrote rows, and when. */
export interface Stamp {
  readonly at: Date;
  readonly by: string;
}

export function selectTimers(db: Db): Promise<TimerRule[]> {
  return db
    .selectFrom('exchange.timer')
    .select(['step', 'days', 'remind_days as remindDays', 'source'])
    .orderBy('step')
    .execute();
}

export function selectPolicies(db: Db): Promise<PolicyRule[]> {
  return db.selectFrom('exchange.policy').select(['direction', 'rank', 'note', 'source']).orderBy('rank').execute();
}

/** Rows that are there stay as somebody may have edited them. */
export async function insertRules(
  tx: Db,
  rules: { timers: readonly TimerRule[]; policies: readonly PolicyRule[] },
  { at, by }: Stamp,
): Promise<void> {
  const stamp = { updated_at: at, updated_by: by };
  await tx
    .insertInto('exchange.timer')
    .values(rules.timers.map(({ remindDays, ...rule }) => ({ ...rule, remind_days: remindDays, ...stamp })))
    .onConflict((conflict) => conflict.column('step').doNothing())
    .execute();
  await tx
    .insertInto('exchange.policy')
    .values(rules.policies.map((rule) => ({ ...rule, ...stamp })))
    .onConflict((conflict) => conflict.column('direction').doNothing())
    .execute();
}

export async function updateTimer(
  tx: Tx,
  { step, days, remindDays, source }: TimerRule,
  { at, by }: Stamp,
): Promise<void> {
  const row = { days, remind_days: remindDays, source, updated_at: at, updated_by: by };
  await tx.updateTable('exchange.timer').set(row).where('step', '=', step).execute();
}

export async function updatePolicy(tx: Tx, { direction, ...rule }: PolicyRule, { at, by }: Stamp): Promise<void> {
  const row = { ...rule, updated_at: at, updated_by: by };
  await tx.updateTable('exchange.policy').set(row).where('direction', '=', direction).execute();
}

export function selectYears(db: Db): Promise<{ year: number; source: string }[]> {
  return db.selectFrom('exchange.calendar_year').select(['year', 'source']).orderBy('year').execute();
}

export function selectDays(db: Db): Promise<{ day: string; works: boolean; name: string }[]> {
  return db.selectFrom('exchange.calendar_day').select(['day', 'works', 'name']).execute();
}

/** A year's days take the place of those loaded before. */
export async function replaceYear(
  tx: Tx,
  {
    year,
    source,
    days,
  }: { year: number; source: string; days: readonly { day: string; works: boolean; name: string }[] },
  { at, by }: Stamp,
): Promise<void> {
  await tx
    .deleteFrom('exchange.calendar_day')
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .execute();
  if (days.length > 0)
    await tx
      .insertInto('exchange.calendar_day')
      .values([...days])
      .execute();
  await tx
    .insertInto('exchange.calendar_year')
    .values({ year, source, loaded_at: at, loaded_by: by })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ source, loaded_at: at, loaded_by: by }))
    .execute();
}
