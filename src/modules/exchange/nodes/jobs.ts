import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { shareCheckpoints, stampLog } from './checkpoints.ts';
import { takeInDatasets } from './datasets.ts';
import { nodeDeskOf } from './desk.ts';
import { CLOCK_TOLERANCE_MS } from './rules/envelope.ts';
import { findSelf } from './sql/directory.ts';
import { forgetNonces } from './sql/peer.ts';
import { pullDirectories } from './sync.ts';

/** What a node does by the clock; one that is not set up does nothing. */
export function nodeJobs(platform: Platform): JobDefinition[] {
  const { db } = nodeDeskOf(platform);
  const asNode = (work: () => Promise<unknown>) => async () => {
    if (await findSelf(db)) await work();
  };
  const forget = () => forgetNonces(db, new Date(platform.clock.now().getTime() - 4 * CLOCK_TOLERANCE_MS));
  return [
    takeInDatasets(platform),
    { name: 'exchange.stamp-log', cron: '* * * * *', run: asNode(() => stampLog(platform)) },
    { name: 'exchange.share-checkpoints', cron: '*/10 * * * *', run: asNode(() => shareCheckpoints(platform)) },
    { name: 'exchange.pull-directory', cron: '* * * * *', run: asNode(() => pullDirectories(platform)) },
    { name: 'exchange.forget-calls', cron: '*/10 * * * *', run: asNode(forget) },
  ];
}
