import type { Db, Masks, Tx } from '../tables.ts';

export interface PolicyRow {
  readonly k: number;
  readonly masks: Masks;
  readonly theme: string;
  readonly licence: string;
}

const DEFAULT: PolicyRow = { k: 5, masks: {}, theme: 'other', licence: 'open' };

/** How a resource is opened; the defaults where nobody has said. */
export async function policyOf(db: Db, resourceId: string): Promise<PolicyRow> {
  const row = await db
    .selectFrom('portal.policy')
    .select(['k', 'masks', 'theme', 'licence'])
    .where('resource_id', '=', resourceId)
    .executeTakeFirst();
  return row ?? DEFAULT;
}

export async function savePolicy(
  tx: Tx,
  resourceId: string,
  policy: PolicyRow,
  by: { at: Date; username: string },
): Promise<void> {
  const { k, theme, licence } = policy;
  const change = { k, theme, licence, masks: JSON.stringify(policy.masks), updated_at: by.at, updated_by: by.username };
  await tx
    .insertInto('portal.policy')
    .values({ resource_id: resourceId, ...change })
    .onConflict((conflict) => conflict.column('resource_id').doUpdateSet(change))
    .execute();
}
