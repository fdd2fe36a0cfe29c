import type { Db } from '../tables.ts';

/** One value of `platform.setting`, or undefined. What it holds is for the caller to check. */
export async function readSetting(db: Db, key: string): Promise<unknown> {
  const row = await db.selectFrom('platform.setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

export async function writeSetting(db: Db, key: string, content: unknown, at: Date): Promise<void> {
  const value = JSON.stringify(content);
  await db
    .insertInto('platform.setting')
    .values({ key, value, updated_at: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: at }))
    .execute();
}

export async function deleteSetting(db: Db, key: string): Promise<void> {
  await db.deleteFrom('platform.setting').where('key', '=', key).execute();
}
