import { createHash } from 'node:crypto';

/** What is to be said of a file format: media type (IANA) and the EU's authority name. */
export const FORMATS = {
  csv: { media: 'text/csv', name: 'CSV', authority: 'CSV' },
  xlsx: {
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: 'XLSX',
    authority: 'XLSX',
  },
  json: { media: 'application/json', name: 'JSON', authority: 'JSON' },
  parquet: { media: 'application/vnd.apache.parquet', name: 'PARQUET', authority: 'PARQUET' },
} as const;

/** A file's lasting id over all versions: the dataset's id and the format, digested, in the form of a UUID. */
export function fileId(datasetId: string, format: string): string {
  const hex = createHash('md5').update(`${datasetId}:${format}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Words by which a dataset is found: names of its fields without unit and basis. */
export function tagsOf(fields: readonly { readonly name: string; readonly role: string }[]): string[] {
  const names = fields.filter(({ role }) => role === 'measure' || role === 'dimension' || role === 'attribute');
  const bare = names.map(({ name }) => name.replace(/（[^）]*）.*$/, '').trim());
  return [...new Set(bare)].filter((name) => name.length > 1 && name.length <= 40).slice(0, 12);
}
