/** Our import of a file that has been received: claimed, read, checked, stored, counted, committed. */
import { createReadStream, readFileSync } from 'node:fs';
import { buildApp } from '../../src/app.ts';
import { configFor } from '../../src/config.ts';
import { catalogue } from '../../src/modules/catalogue/module.ts';
import { identity } from '../../src/modules/identity/module.ts';
import { acceptSheet } from '../../src/modules/ingest/actions/accept.ts';
import { getImport } from '../../src/modules/ingest/actions/import.ts';
import { receiveFile } from '../../src/modules/ingest/actions/receive.ts';
import { ingest } from '../../src/modules/ingest/module.ts';
import { runImport } from '../../src/modules/ingest/run/import.ts';
import { SYSTEM_ACTOR } from '../../src/platform/scope.ts';

const [, , path = '', rows = '', dataDir = ''] = process.argv;
const app = await buildApp(configFor({ dataDir }), [identity, catalogue, ingest]);
const { platform } = app;
if (path === '') {
  // The first start makes the ledger, which takes more memory than any later one.
  await app.close();
  process.exit(0);
}
const before = performance.now();
const stream = createReadStream(path);
const { file } = await receiveFile(platform, SYSTEM_ACTOR, { name: 'counties.csv', stream, options: {} });
const { row } = await acceptSheet(platform, SYSTEM_ACTOR, { file, sheet: 0, only: true });
const memory = watchMemory();
const start = performance.now();
await runImport(platform, row.id);
const seconds = (performance.now() - start) / 1000;
const peak = memory.stop();
const found = await getImport(platform, row.id);
if (found.accepted !== Number(rows))
  throw new Error(`${found.failure ?? ''} ${found.accepted} rows instead of ${rows}`);
await app.close();
const note = `received, hashed and proposed in ${((start - before) / 1000).toFixed(2)} s before`;
process.stdout.write(JSON.stringify({ seconds, ...peak, note }));

/**
 * Memory while the import runs. `held` is what the process has for itself; `resident` counts the pages of the engines'
 * libraries, too, which the kernel shares and may drop (about 250 MB).
 */
function watchMemory(): { stop(): { held: number; resident: number } } {
  const peak = { held: 0, resident: 0 };
  const look = () => {
    const status = readFileSync('/proc/self/status', 'utf8');
    const field = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    peak.held = Math.max(peak.held, field('RssAnon'));
    peak.resident = Math.max(peak.resident, field('VmRSS'));
  };
  const timer = setInterval(look, 10);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return peak;
    },
  };
}
