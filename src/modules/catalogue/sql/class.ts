import { sql } from 'kysely';
import type { ClassNode } from '../rules/class.ts';
import type { Db, Tx } from '../tables.ts';

/** The whole scheme, by code. */
export async function selectClasses(db: Db): Promise<ClassNode[]> {
  const { rows } = await sql<ClassNode>`
    select code, name, level, parent, dept, words from catalogue.class order by code`.execute(db);
  return rows;
}

/** Bring the product's classes to this version in one statement; those that the node added stay. */
export async function upsertClasses(tx: Tx, classes: readonly ClassNode[]): Promise<void> {
  await sql`
    insert into catalogue.class (code, name, level, parent, dept, words)
    select code, name, level, parent, dept, array(select json_array_elements_text(words)) from json_to_recordset(
      ${JSON.stringify(classes)}::json) as c(code text, name text, level int, parent text, dept text, words json)
    on conflict (code) do update set name = excluded.name, parent = excluded.parent, dept = excluded.dept,
      words = excluded.words`.execute(tx);
}

/** The next number behind a class code; held until the transaction ends, never given again once it has committed. */
export async function nextClassNumber(tx: Tx, classCode: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into catalogue.class_counter (class_code, last) values (${classCode}, 1)
    on conflict (class_code) do update set last = catalogue.class_counter.last + 1
    returning last`.execute(tx);
  return rows[0]?.last ?? 1;
}

/** Add a class of the node's own; false when its code is taken. */
export async function insertClass(tx: Tx, { words, ...row }: ClassNode): Promise<boolean> {
  const added = await tx
    .insertInto('catalogue.class')
    .values({ ...row, words: [...words] })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst();
  return Number(added.numInsertedOrUpdatedRows) > 0;
}
