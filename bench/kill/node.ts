/**
 * A node that imports files and writes accounts, one after another, and says what it has acknowledged, to be killed at
 * any moment.
 * `node.ts <folder> <first serial>` goes on for ever; `node.ts <folder> check` waits until nothing is under way, then
 * prints what stands.
 */
import { setTimeout } from 'node:timers/promises';
import { buildApp } from '../../src/app.ts';
import { configFor } from '../../src/config.ts';
import { catalogue } from '../../src/modules/catalogue/module.ts';
import { identity } from '../../src/modules/identity/module.ts';
import { acceptImport, getImport, retryImport } from '../../src/modules/ingest/actions/import.ts';
import { receiveFile } from '../../src/modules/ingest/actions/receive.ts';
import { ingest } from '../../src/modules/ingest/module.ts';
import { verifyAudit } from '../../src/platform/audit.ts';
import { SYSTEM_ACTOR } from '../../src/platform/scope.ts';
import { deskStanding, writeAccounts } from './desk.ts';
import { dailyFile, monthlyFile, type RoundFile } from './files.ts';
import { crashed, standing, underWay } from './look.ts';

const [, , dataDir = '', task = ''] = process.argv;
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const app = await buildApp(configFor({ dataDir }), [identity, catalogue, ingest]);
const { platform } = app;
say({ ready: true });

async function take({ name, text, rows, sum }: RoundFile): Promise<void> {
  const stream = (async function* () {
    yield Buffer.from(text);
  })();
  const { file } = await receiveFile(platform, SYSTEM_ACTOR, { name, stream, options: {} });
  say({ received: file.hash, name });
  const reply = await acceptImport(platform, SYSTEM_ACTOR, { fileHash: file.hash, sheet: 0 });
  const { id } = reply.import;
  say({ accepted: id, name, rows, sum });
  for (;;) {
    const { status, failure } = await getImport(platform, id);
    if (status === 'done') return say({ done: id, name, rows });
    if (status === 'failed') return say({ failed: id, name, failure });
    await setTimeout(10);
  }
}

if (task === 'check') {
  // An import whose run has died five times waits for a person; here is one.
  for (const id of await crashed(platform)) await retryImport(platform, SYSTEM_ACTOR, id);
  while (await underWay(platform)) await setTimeout(100);
  say({
    standing: await standing(platform),
    desk: await deskStanding(platform),
    audit: await verifyAudit(platform.db()),
  });
  await app.close();
  process.exit(0);
}
async function takeFiles(from: number): Promise<void> {
  for (let serial = from; ; serial++) await take(serial % 3 === 2 ? monthlyFile(serial) : dailyFile(serial));
}
await Promise.all([takeFiles(Number(task)), writeAccounts(platform, Number(task), say)]);
