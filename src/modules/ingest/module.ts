import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { ingestJobs } from './jobs.ts';
import { onBatchCommitted } from './quality/actions/run.ts';
import { slipSubject } from './quality/actions/subject.ts';
import { serveQuality } from './quality/routes.ts';
import { serveFiles } from './routes/files.ts';
import { serveImports } from './routes/imports.ts';
import { serveQuarantine } from './routes/quarantine.ts';
import { serveRows } from './routes/rows.ts';
import { recover } from './run/recover.ts';
import { serveSources } from './sources/routes.ts';
import { recoverPulls } from './sources/run/recover.ts';
import { tick } from './sources/run/tick.ts';
import { stopStreams, superviseStreams } from './sources/stream/supervise.ts';

/** 汇聚: files in, dataset tables out. */
export const ingest = defineModule({
  name: 'ingest',
  needs: ['identity', 'catalogue'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: (http, platform) => {
    serveFiles(http, platform);
    serveImports(http, platform);
    serveQuarantine(http, platform);
    serveRows(http, platform);
    serveQuality(http, platform);
    serveSources(http, platform);
  },
  jobs: ingestJobs,
  events: (platform) => [onBatchCommitted(platform)],
  subjects: (platform) => [slipSubject(platform)],
  start: async (platform) => {
    await rm(join(platform.config.dataDir, 'staging'), { recursive: true, force: true });
    await recover(platform);
    await recoverPulls(platform);
    await tick(platform);
    // A broker that does not answer must not hold the start up.
    void superviseStreams(platform);
    return () => stopStreams(platform);
  },
});
