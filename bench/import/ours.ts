/** Our import of a file that has been received: claimed, read, checked, stored, counted, committed. */
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
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
resetPeak();
const start = performance.now();
await runImport(platform, row.id);
const seconds = (performance.now() - start) / 1000;
const found = await getImport(platform, row.id);
if (found.accepted !== Number(rows))
  throw new Error(`${found.failure ?? ''} ${found.accepted} rows instead of ${rows}`);
const megabytes = peakMegabytes();
await app.close();
const note = `received, hashed and proposed in ${((start - before) / 1000).toFixed(2)} s before`;
process.stdout.write(JSON.stringify({ seconds, megabytes, note }));

/** Linux forgets the peak of the start when told so; elsewhere the peak of the whole process is given. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {}
}

function peakMegabytes(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
