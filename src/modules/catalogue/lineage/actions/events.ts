import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { EventList, EventQuery, ReceivedEvents, RunEvent } from '../contract.ts';
import { eventsOfRun, readEvent } from '../rules/openlineage.ts';
import { insertEvent, lineageViews, ownRuns } from '../sql.ts';
import type { LineageTables, Tx } from '../tables.ts';

/** Take events of an outside tool, all or none; those told before are counted as known and change nothing. */
export async function receiveEvents(
  platform: Platform,
  actor: Actor,
  told: RunEvent | readonly RunEvent[],
): Promise<ReceivedEvents> {
  const events = 'run' in told ? [told] : told;
  return platform
    .db<LineageTables>()
    .transaction()
    .execute(async (tx) => {
      let received = 0;
      for (const event of events) if (await receive(platform, tx, actor, event)) received++;
      const known = events.length - received;
      const jobs = [...new Set(events.map(({ job }) => `${job.namespace}/${job.name}`))].slice(0, 20);
      await audit(tx, platform.clock, actor, {
        action: 'lineage.receive',
        subject: { kind: 'lineage', id: events[0]?.run.runId ?? '' },
        detail: { received, known, jobs },
      });
      return { received, known };
    });
}

function receive(platform: Platform, tx: Tx, actor: Actor, event: RunEvent): Promise<boolean> {
  const { run, job, eventTime, producer, eventType = 'OTHER' } = event;
  const at = platform.clock.now();
  return insertEvent(tx, {
    ...{ id: newId(at), runId: run.runId, eventType, namespace: job.namespace, name: job.name },
    ...{ at: new Date(eventTime), ...readEvent(event), producer, receivedAt: at, receivedBy: actor.username },
  });
}

/** Our own runs as RunEvents, oldest first; ask again `after` the time of the last one. */
export async function ownEvents(platform: Platform, { after, limit = 200 }: EventQuery): Promise<EventList> {
  const db = platform.db<LineageTables>();
  const runs = await ownRuns(db, await lineageViews(db), new Date(after ?? 0), limit);
  return { events: runs.flatMap(eventsOfRun) };
}
