import { audit } from '#platform/audit.ts';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { CalendarYear } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { type Calendar, deadlineOf, withAnnounced } from '../rules/timer.ts';
import { statutoryCalendar } from '../rules/work-calendar.ts';
import { runningClocks, setDue } from '../sql/request.ts';
import { replaceYear, selectDays, selectYears } from '../sql/rule.ts';
import type { Db } from '../tables.ts';

/** The calendar by which this node counts: the announced years that the product knows, and those loaded here. */
export async function calendarOf(db: Db): Promise<Calendar> {
  const years = await selectYears(db);
  if (years.length === 0) return statutoryCalendar;
  const days = new Map((await selectDays(db)).map(({ day, ...rest }) => [day, rest]));
  return withAnnounced(statutoryCalendar, days, new Set(years.map(({ year }) => year)));
}

export const todayOf = (platform: Platform): string => chinaDate(platform.clock.now());

/**
 * Load a year as 国务院办公厅 has announced it; deadlines that were provisional are counted anew.
 * @throws {Refusal} `exchange.bad-calendar`
 */
export async function loadYear(platform: Platform, actor: Actor, year: number, body: CalendarYear): Promise<void> {
  const strange = body.days.find(({ day }) => Number(day.slice(0, 4)) !== year);
  if (strange) throw exchangeErrors['bad-calendar']({ detail: `${strange.day} 不在 ${year} 年` });
  if (new Set(body.days.map(({ day }) => day)).size < body.days.length)
    throw exchangeErrors['bad-calendar']({ detail: '有重复的日期' });
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await replaceYear(tx, { year, ...body }, { at: platform.clock.now(), by: actor.username });
      const calendar = await calendarOf(tx);
      for (const { id, from, days, paused } of await runningClocks(tx)) {
        if (from === null || days === null || paused) continue;
        const { due, provisional } = deadlineOf(from, days, calendar);
        await setDue(tx, id, due, provisional);
      }
      const subject = { kind: 'exchange-calendar', id: String(year) };
      const detail = { source: body.source, days: body.days.length };
      await audit(tx, platform.clock, actor, { action: 'exchange.load-calendar', subject, detail });
    });
}
