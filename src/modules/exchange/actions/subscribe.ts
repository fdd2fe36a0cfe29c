import { audit } from '#platform/audit.ts';
import type { EventHandler } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { insertDelivery } from '../sql/delivery.ts';
import { type GrantRow, subscribedTo } from '../sql/grant.ts';
import { MAKE_FILE } from './file.ts';

/** A batch that was committed goes to each subscriber once: seeing the event again changes nothing. */
export function onBatchCommitted(platform: Platform): EventHandler {
  return {
    name: 'exchange.subscriptions',
    topics: ['ingest.batch-committed'],
    handle: async ({ payload }) => {
      const { resourceId, batch, superseded } = payload;
      if (typeof resourceId !== 'string' || typeof batch !== 'number') return;
      const gone = Array.isArray(superseded) ? superseded.map(Number) : [];
      for (const grant of await subscribedTo(deskOf(platform).db, resourceId))
        await deliverBatch(platform, grant, batch, gone);
    },
  };
}

async function deliverBatch(platform: Platform, grant: GrantRow, batch: number, superseded: number[]): Promise<void> {
  const now = platform.clock.now();
  if (now < grant.startsAt || now >= grant.endsAt) return;
  const id = newId(now);
  const isNew = await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const by = { byKind: 'system', byId: SYSTEM_ACTOR.userId, byName: SYSTEM_ACTOR.name } as const;
      const what = { id, grantId: grant.id, way: 'subscription', format: formatFor(grant), state: 'making' } as const;
      const row = { ...what, ...by, purposeKind: grant.purposeKind, batch, superseded, createdAt: now };
      if (!(await insertDelivery(tx, row))) return false;
      const subject = { kind: 'exchange-delivery', id };
      const detail = { grant: grant.id, batch, superseded };
      await audit(tx, platform.clock, SYSTEM_ACTOR, { action: 'exchange.deliver-batch', subject, detail });
      return true;
    });
  if (isNew) await platform.jobs.send(MAKE_FILE, { deliveryId: id }, id);
}

/** Another node takes what comes into a dataset of its own, by the names that people read. */
const formatFor = ({ toNode }: GrantRow): 'csv' | 'ndjson' => (toNode === null ? 'ndjson' : 'csv');
