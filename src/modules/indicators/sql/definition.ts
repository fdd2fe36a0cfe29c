import type { Db, IndicatorTables, Tx } from '../tables.ts';

export interface DefinitionRow {
  readonly code: string;
  readonly version: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly breaksSeries: boolean;
  readonly origin: IndicatorTables['indicators.definition']['origin'];
  readonly reason: string | null;
  /** Checked by the reader, not by the store. */
  readonly body: unknown;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const COLUMNS = [
  'code',
  'version',
  'valid_from as validFrom',
  'valid_to as validTo',
  'breaks_series as breaksSeries',
  'origin',
  'reason',
  'body',
  'created_at as createdAt',
  'created_by as createdBy',
] as const;

/** Every version of every indicator, oldest first. */
export function listDefinitionRows(db: Db): Promise<DefinitionRow[]> {
  return db.selectFrom('indicators.definition').select(COLUMNS).orderBy('code').orderBy('version').execute();
}

export interface NewDefinition {
  readonly code: string;
  readonly version: number;
  readonly validFrom: string | null;
  readonly breaksSeries: boolean;
  readonly origin: 'reference' | 'local';
  readonly reason: string | null;
  readonly name: string;
  readonly domain: string;
  readonly ownerDept: string;
  readonly frequency: string;
  readonly secrecy: string;
  /** JSON. */
  readonly body: string;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** Add versions; those that exist already stay as they are. */
export async function insertDefinitions(tx: Tx, definitions: readonly NewDefinition[]): Promise<void> {
  for (let i = 0; i < definitions.length; i += 200) {
    const values = definitions.slice(i, i + 200).map(columnsOf);
    await tx
      .insertInto('indicators.definition')
      .values(values)
      .onConflict((conflict) => conflict.columns(['code', 'version']).doNothing())
      .execute();
  }
}

function columnsOf(definition: NewDefinition) {
  const { validFrom, breaksSeries, ownerDept, createdAt, createdBy, ...same } = definition;
  return {
    ...same,
    valid_from: validFrom,
    valid_to: null,
    breaks_series: breaksSeries,
    owner_dept: ownerDept,
    created_at: createdAt,
    created_by: createdBy,
  };
}

/** Renew the text of a version that the product brought. */
export async function renewReference(tx: Tx, definition: NewDefinition): Promise<void> {
  const { name, domain, ownerDept, frequency, secrecy, body } = definition;
  await tx
    .updateTable('indicators.definition')
    .set({ name, domain, owner_dept: ownerDept, frequency, secrecy, body })
    .where('code', '=', definition.code)
    .where('version', '=', definition.version)
    .where('origin', '=', 'reference')
    .execute();
}

/** End a version on the day the next one begins. */
export async function endDefinition(tx: Tx, code: string, version: number, validTo: string): Promise<void> {
  await tx
    .updateTable('indicators.definition')
    .set({ valid_to: validTo })
    .where('code', '=', code)
    .where('version', '=', version)
    .execute();
}

/** Hold all versions of an indicator until the transaction ends; the highest version, or undefined. */
export function lockNewestDefinition(tx: Tx, code: string): Promise<DefinitionRow | undefined> {
  return tx
    .selectFrom('indicators.definition')
    .select(COLUMNS)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}
