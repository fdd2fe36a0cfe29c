import type { Kysely } from 'kysely';
import type { Module, Platform } from './module.ts';
import type { PlatformTables } from './tables.ts';

type DemoState = 'none' | 'seeding' | 'shown';

/**
 * At the first start on an empty folder, seed the demo province when the configuration asks for it.
 * The state is written before and after, so that a crash in the middle seeds again (seeds are idempotent).
 */
export async function install(platform: Platform, modules: readonly Module[]): Promise<void> {
  const state = await demoState(platform);
  if (state === null && !platform.config.demo) return setDemoState(platform, 'none');
  if (state !== null && state !== 'seeding') return;
  await setDemoState(platform, 'seeding');
  for (const module of modules) await module.seed?.(platform);
  await setDemoState(platform, 'shown');
}

/** Whether demo data is (or is becoming) part of this node; null before the first start. */
export async function demoState(platform: Platform): Promise<DemoState | null> {
  const db: Kysely<PlatformTables> = platform.db();
  const row = await db.selectFrom('platform.setting').select('value').where('key', '=', 'demo').executeTakeFirst();
  const value = row?.value;
  return value === 'none' || value === 'seeding' || value === 'shown' ? value : null;
}

/** Record that demo data has come or gone. */
export async function setDemoState(platform: Platform, state: DemoState): Promise<void> {
  const db: Kysely<PlatformTables> = platform.db();
  const row = { key: 'demo', value: JSON.stringify(state), updated_at: platform.clock.now() };
  const { value, updated_at } = row;
  await db
    .insertInto('platform.setting')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at }))
    .execute();
}
