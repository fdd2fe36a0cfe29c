import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { MAKE_FILE, makeDelivery } from './actions/file.ts';
import { expireGrants } from './actions/grant.ts';
import { remind } from './actions/remind.ts';
import { deskOf } from './desk.ts';
import { unfinishedDeliveries } from './sql/delivery.ts';

/** Files made, and what time does: grants end, deadlines are told of, files that a dead run left are made again. */
export function exchangeJobs(platform: Platform): JobDefinition[] {
  const make = async (data: object): Promise<void> => {
    if ('deliveryId' in data && typeof data.deliveryId === 'string') await makeDelivery(platform, data.deliveryId);
  };
  const tend = async (): Promise<void> => {
    await expireGrants(platform);
    await remind(platform);
    for (const { id } of await unfinishedDeliveries(deskOf(platform).db))
      await platform.jobs.send(MAKE_FILE, { deliveryId: id }, id);
  };
  return [
    { name: MAKE_FILE, expireSeconds: 6 * 3600, run: make },
    { name: 'exchange.tend', cron: '*/5 * * * *', run: tend },
  ];
}
