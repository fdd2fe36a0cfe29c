import type { Tx } from '../tables.ts';

/** Resources of the demo province that are still its own. */
export async function demoIds(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('catalogue.resource').select('id').where('is_demo', '=', true).execute();
  return rows.map(({ id }) => id);
}

/** Remove those of them that no data stand behind, with items, changes and versions. */
export async function deleteResources(tx: Tx, ids: readonly string[]): Promise<number> {
  const empty = tx
    .selectFrom('catalogue.resource')
    .select('id')
    .where('id', 'in', [...ids])
    .where('status', '=', 'pending');
  await tx.deleteFrom('catalogue.item').where('resource_id', 'in', empty).execute();
  const removed = await tx
    .deleteFrom('catalogue.resource')
    .where('id', 'in', [...ids])
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return Number(removed.numDeletedRows);
}

/** What remains is real. */
export async function unmarkDemo(tx: Tx): Promise<void> {
  await tx.updateTable('catalogue.resource').set({ is_demo: false }).where('is_demo', '=', true).execute();
}

/** Data of the demo stand behind it. */
export async function markDemo(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('catalogue.resource').set({ is_demo: true }).where('id', '=', id).execute();
}
