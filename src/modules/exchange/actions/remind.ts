import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { previousDay, workdaysBetween } from '../rules/timer.ts';
import { runningClocks, setReminded } from '../sql/request.ts';
import { selectTimers } from '../sql/rule.ts';
import { calendarOf, todayOf } from './calendar.ts';

type Running = Awaited<ReturnType<typeof runningClocks>>[number];

/**
 * Tell of deadlines that come near, once each, and of those that have passed, once each: events
 * `exchange.request-due` and `exchange.request-overdue`, with an entry in the audit.
 */
export async function remind(platform: Platform): Promise<void> {
  const { db } = deskOf(platform);
  const [calendar, timers, clocks] = await Promise.all([calendarOf(db), selectTimers(db), runningClocks(db)]);
  const today = todayOf(platform);
  for (const clock of clocks) {
    const { due, step } = clock;
    if (due === null || clock.paused) continue;
    const remindDays = timers.find((timer) => timer.step === step)?.remindDays ?? 0;
    const left = workdaysBetween(previousDay(today), due, calendar);
    if (today > due && clock.overdueFor !== due) await tell(platform, clock, due, 'overdue');
    else if (today <= due && left <= remindDays + 1 && clock.remindedFor !== due)
      await tell(platform, clock, due, 'due');
  }
}

async function tell(platform: Platform, clock: Running, due: string, word: 'due' | 'overdue'): Promise<void> {
  const { id, state, providerDept, resourceTitle } = clock;
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await setReminded(tx, id, word === 'due' ? { remindedFor: due } : { overdueFor: due });
      const payload = { id, state, due, providerDept, resourceTitle };
      await emit(tx, platform.clock, { topic: `exchange.request-${word}`, key: id, payload });
      const subject = { kind: 'exchange-request', id };
      await audit(tx, platform.clock, SYSTEM_ACTOR, { action: `exchange.${word}`, subject, detail: { state, due } });
    });
}
