import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { openPglite } from './pglite.ts';

const MANIFEST = join(import.meta.dirname, '..', '..', '..', 'node_modules', '@electric-sql', 'pglite', 'package.json');

/**
 * Put an empty ledger into a data folder that has none. PGlite takes two seconds to make one; here it is made once a
 * version of PGlite, kept in the system's temporary folder, and copied.
 */
export async function placeBlankLedger(dataDir: string): Promise<void> {
  const ledger = join(dataDir, 'ledger');
  if (existsSync(ledger)) return;
  await cp(await blankLedger(), ledger, { recursive: true });
}

async function blankLedger(): Promise<string> {
  const { version }: { version: string } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const home = join(tmpdir(), `yiping-blank-${version}-${userInfo().username}`);
  if (!existsSync(home)) await make(home);
  return home;
}

/** Two processes may make it at the same time: the first that is done puts it in its place. */
async function make(home: string): Promise<void> {
  const folder = await mkdtemp(`${home}-`);
  try {
    const engine = await openPglite(join(folder, 'ledger'));
    await engine.close();
    await rename(join(folder, 'ledger'), home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
