import type { Db, Tx } from '../tables.ts';

export interface FileRow {
  readonly hash: string;
  readonly name: string;
  readonly bytes: number;
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly receivedAt: Date;
  readonly receivedName: string;
}

const FILE = [
  'hash',
  'name',
  'bytes',
  'format',
  'encoding',
  'delimiter',
  'received_at as receivedAt',
  'received_name as receivedName',
] as const;

export function fileByHash(db: Db, hash: string): Promise<FileRow | undefined> {
  return db.selectFrom('ingest.file').select(FILE).where('hash', '=', hash).executeTakeFirst();
}

/** Record an original; false when its bytes are known already, whatever they were called. */
export async function insertFile(tx: Tx, file: FileRow, receivedBy: string): Promise<boolean> {
  const result = await tx
    .insertInto('ingest.file')
    .values({
      hash: file.hash,
      name: file.name,
      bytes: file.bytes,
      format: file.format,
      encoding: file.encoding,
      delimiter: file.delimiter,
      received_at: file.receivedAt,
      received_by: receivedBy,
      received_name: file.receivedName,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** A person has said how the file is encoded or delimited. */
export async function setDialect(
  tx: Tx,
  hash: string,
  { encoding, delimiter }: Pick<FileRow, 'encoding' | 'delimiter'>,
): Promise<void> {
  await tx.updateTable('ingest.file').set({ encoding, delimiter }).where('hash', '=', hash).execute();
}
