import type { EventHandler } from '#platform/events.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import { openDataset } from '../../actions/open-dataset.ts';
import { batchByNo } from '../../sql/batch.ts';
import type { IngestTables } from '../../tables.ts';
import type { Run } from '../contract.ts';
import { qualityErrors } from '../errors.ts';
import { hasRules, rulesOf } from '../sql/rule.ts';
import type { QualityTables } from '../tables.ts';
import { runView } from '../views.ts';
import { carryOut, type Examined } from './examination.ts';
import { mustOwn } from './rules.ts';

const JOB = 'ingest.quality';

/** Look at the whole dataset now. @throws {Refusal} `ingest.no-data`, `ingest.not-your-resource` */
export async function runNow(platform: Platform, actor: Actor, resourceId: string): Promise<Run> {
  await mustOwn(platform, actor, resourceId);
  const examined = await look(platform, resourceId, 'manual', null, actor);
  if (!examined) throw qualityErrors['no-data']({});
  return runView(examined.run);
}

/** The whole dataset as it stands, all enabled rules of both severities. Null without data. */
async function look(
  platform: Platform,
  resourceId: string,
  cause: 'commit' | 'manual',
  batch: number | null,
  actor: Actor,
): Promise<Examined | null> {
  const dataset = await openDataset(platform, resourceId);
  if (!dataset) return null;
  const rules = (await rulesOf(platform.db<QualityTables>(), resourceId)).filter(({ enabled }) => enabled);
  const newest = await batchByNo(platform.db<IngestTables>(), dataset.batches.at(-1) ?? 0);
  const committedAt = newest?.committedAt ?? null;
  const { relation, version } = dataset;
  return carryOut(platform, { resourceId, rules, relation, cause, batch, datasetVersion: version, committedAt, actor });
}

/** A committed batch has its resource looked at, once. */
export function onBatchCommitted(platform: Platform): EventHandler {
  return {
    name: 'ingest.quality',
    topics: ['ingest.batch-committed'],
    handle: async ({ key, payload }) => {
      if (!(await hasRules(platform.db<QualityTables>(), key))) return;
      const batch = Number(payload.batch);
      await platform.jobs.send(JOB, { resourceId: key, batch }, `${key}/${batch}`);
    },
  };
}

export function qualityJob(platform: Platform): JobDefinition {
  return {
    name: JOB,
    run: async (data) => {
      if (!('resourceId' in data && 'batch' in data)) return;
      await look(platform, String(data.resourceId), 'commit', Number(data.batch), SYSTEM_ACTOR);
    },
  };
}
