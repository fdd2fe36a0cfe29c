import type { Kysely } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';
import type { SiteFacts } from '../feed/dcat.ts';

// biome-ignore lint/suspicious/noExplicitAny: any transaction carries the platform's tables beside its own.
type AnyDb = Kysely<any>;
const KEY = 'portal.site';

/** What was said of the site; empty where nothing was. */
export async function readSite(db: AnyDb): Promise<Partial<SiteFacts>> {
  const ledger: Kysely<PlatformTables> = db;
  const row = await ledger.selectFrom('platform.setting').select('value').where('key', '=', KEY).executeTakeFirst();
  if (typeof row?.value !== 'object' || row.value === null) return {};
  return Object.fromEntries(Object.entries(row.value).filter(([, value]) => typeof value === 'string'));
}

export async function writeSite(db: AnyDb, facts: SiteFacts, at: Date): Promise<void> {
  const ledger: Kysely<PlatformTables> = db;
  const change = { value: JSON.stringify(facts), updated_at: at };
  await ledger
    .insertInto('platform.setting')
    .values({ key: KEY, ...change })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(change))
    .execute();
}

const DEMO_KEY = 'portal.demo';

/** Which resources are the demo's, and whether they have been made. */
export interface DemoNote {
  readonly done: boolean;
  readonly resources: readonly string[];
}

export async function readDemo(db: AnyDb): Promise<DemoNote | null> {
  const ledger: Kysely<PlatformTables> = db;
  const row = await ledger
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', DEMO_KEY)
    .executeTakeFirst();
  const value = row?.value;
  if (typeof value !== 'object' || value === null || !('done' in value)) return null;
  const resources = 'resources' in value && Array.isArray(value.resources) ? value.resources.map(String) : [];
  return { done: value.done === true, resources };
}

export async function writeDemo(db: AnyDb, note: DemoNote, at: Date): Promise<void> {
  const ledger: Kysely<PlatformTables> = db;
  const change = { value: JSON.stringify(note), updated_at: at };
  await ledger
    .insertInto('platform.setting')
    .values({ key: DEMO_KEY, ...change })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(change))
    .execute();
}

export async function forgetDemo(db: AnyDb): Promise<void> {
  const ledger: Kysely<PlatformTables> = db;
  await ledger.deleteFrom('platform.setting').where('key', '=', DEMO_KEY).execute();
}
