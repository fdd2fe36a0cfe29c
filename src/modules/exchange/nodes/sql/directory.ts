import type { SignedDirectory } from '../rules/directory.ts';
import type { Db, NodeKind, Tx } from '../tables.ts';

/** This node as its ledger knows it. */
export interface SelfRow {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  readonly address: string | null;
  readonly anchor: string | null;
  readonly certificate: string;
  readonly sealed: string;
}

export function findSelf(db: Db): Promise<SelfRow | undefined> {
  return db
    .selectFrom('exchange.node_self')
    .select(['id', 'name', 'kind', 'address', 'anchor', 'certificate', 'sealed'])
    .executeTakeFirst();
}

/** False when this node has been set up before. */
export async function insertSelf(tx: Tx, row: SelfRow, at: Date): Promise<boolean> {
  const result = await tx
    .insertInto('exchange.node_self')
    .values({ ...row, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function setAnchor(tx: Tx, anchor: string): Promise<void> {
  await tx.updateTable('exchange.node_self').set({ anchor }).execute();
}

export async function latestVersion(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('exchange.node_directory')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? Number(row.version) : null;
}

/** Directories after a version, in order. */
export async function directoriesAfter(db: Db, version: number, limit: number): Promise<SignedDirectory[]> {
  return db
    .selectFrom('exchange.node_directory')
    .select(['document', 'key', 'signature'])
    .where('version', '>', version)
    .orderBy('version')
    .limit(limit)
    .execute();
}

export async function insertDirectory(tx: Tx, version: number, signed: SignedDirectory, at: Date): Promise<void> {
  const { document, key, signature } = signed;
  await tx
    .insertInto('exchange.node_directory')
    .values({ version, document, key, signature, accepted_at: at })
    .execute();
}
