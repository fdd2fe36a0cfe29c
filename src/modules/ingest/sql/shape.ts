import type { Db, Tx } from '../tables.ts';

export interface RememberedShape {
  readonly fingerprint: string;
  readonly readings: unknown;
  readonly providerDept: string | null;
  readonly updatedBy: string;
}

/** How earlier sheets of these shapes were accepted. */
export function shapesOf(db: Db, fingerprints: readonly string[]): Promise<RememberedShape[]> {
  if (fingerprints.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('ingest.shape')
    .select(['fingerprint', 'readings', 'provider_dept as providerDept', 'updated_by as updatedBy'])
    .where('fingerprint', 'in', fingerprints)
    .execute();
}

/** Remember how a shape was accepted; the last word counts. */
export async function rememberShape(
  tx: Tx,
  shape: { fingerprint: string; readings: readonly unknown[]; providerDept: string | null; at: Date; by: string },
): Promise<void> {
  const set = {
    readings: JSON.stringify(shape.readings),
    provider_dept: shape.providerDept,
    updated_at: shape.at,
    updated_by: shape.by,
  };
  await tx
    .insertInto('ingest.shape')
    .values({ fingerprint: shape.fingerprint, ...set })
    .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(set))
    .execute();
}
