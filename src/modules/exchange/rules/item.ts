/** An item of a resource as the rules of sharing see it. */
export interface ShareItem {
  readonly columnName: string;
  readonly name: string;
  readonly role: 'region' | 'period' | 'measure' | 'dimension' | 'attribute';
  readonly dataType: string;
  readonly unit: string | null;
  readonly personal: 'none' | 'personal' | 'sensitive';
  readonly identifier: 'none' | 'direct' | 'quasi';
}

/** Whether the warehouse holds numbers in the item's column. */
export function isNumeric({ dataType }: Pick<ShareItem, 'dataType'>): boolean {
  return dataType === 'number' || dataType === 'integer' || dataType === 'decimal';
}

/**
 * Names of columns come from the catalogue, yet nothing but a name may enter a statement.
 * @throws {Error} for anything else
 */
export function columnOf({ columnName }: Pick<ShareItem, 'columnName'>): string {
  if (/^[a-z][a-z0-9_]*$/.test(columnName)) return columnName;
  throw new Error(`not a name of a column: ${columnName}`);
}
