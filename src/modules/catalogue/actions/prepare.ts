import { createHash } from 'node:crypto';
import { departmentsOf } from '#module/identity';
import { canonical } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import { classScheme } from '../seed/classes.ts';
import { PLAIN_WORDS, SYNONYMS } from '../seed/synonyms.ts';
import { upsertClasses } from '../sql/class.ts';
import { replaceSynonyms } from '../sql/law.ts';

const VERSION_KEY = 'catalogue.classes';

/** Bring the class scheme to this version and the departments of this node; a start of the same version writes nothing. */
export async function prepareClasses(platform: Platform): Promise<void> {
  const { db } = deskOf(platform);
  const classes = classScheme(await departmentsOf(platform));
  const value = JSON.stringify(
    createHash('sha256')
      .update(canonical([classes, SYNONYMS, PLAIN_WORDS]))
      .digest('hex'),
  );
  const held = await db
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', VERSION_KEY)
    .executeTakeFirst();
  if (JSON.stringify(held?.value) === value) return;
  await db.transaction().execute(async (tx) => {
    await upsertClasses(tx, classes);
    await replaceSynonyms(tx, SYNONYMS, PLAIN_WORDS);
    await tx
      .insertInto('platform.setting')
      .values({ key: VERSION_KEY, value, updated_at: platform.clock.now() })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: platform.clock.now() }))
      .execute();
  });
}
