import { fileErrors } from './file-errors.ts';
import { parseElement, recordOf, titlesOf } from './json-record.ts';
import type { JsonElement } from './json-scan.ts';
import { limits } from './limits.ts';

/** Which array is the table, and the titles of its columns (null: array records without any). */
export type JsonTable = { readonly path: string; readonly titles: readonly string[] | null };

type Tally = { records: number; listed: boolean; readonly columns: Set<string>; readonly titles: unknown[] };

/** What a first pass has seen, by the path of each array. */
export type Tallies = Map<string, Tally>;

/** Keys under which the titles of array records stand beside them. */
const TITLE_KEY = /(?:^|\/)(?:columns|fields|headers?|titles|cols)$/i;

/** Count one element towards the array it belongs to. Refuses records of more keys than a sheet may have columns. */
export function tallyElement(tallies: Tallies, element: JsonElement): void {
  const tally = tallies.get(element.path) ?? { records: 0, listed: false, columns: new Set(), titles: [] };
  tallies.set(element.path, tally);
  const value = parseElement(element);
  if (TITLE_KEY.test(element.path) && tally.titles.length < limits.columns) tally.titles.push(value);
  const record = recordOf(value);
  if (!record) return;
  tally.records++;
  if (record.kind === 'listed') tally.listed = true;
  else for (const column of record.cells.keys()) tally.columns.add(column);
  if (tally.columns.size > limits.columns) {
    throw fileErrors['too-many-columns']({ line: element.line, columns: tally.columns.size });
  }
}

/** The array with most records, null when there is none. An array of column titles is the table only when it is alone. */
export function chooseTable(tallies: Tallies): JsonTable | null {
  const filled = [...tallies].filter(([, { records }]) => records > 0);
  const proper = filled.filter(([path]) => !TITLE_KEY.test(path));
  const [best] = (proper.length > 0 ? proper : filled).sort(([, a], [, b]) => b.records - a.records);
  if (!best) return null;
  const [path, { listed, columns }] = best;
  return { path, titles: listed ? titlesBeside(tallies, path) : [...columns] };
}

function titlesBeside(tallies: Tallies, path: string): string[] | null {
  const folder = path.replace(/[^/]*$/, '');
  for (const [beside, { titles }] of tallies) {
    if (TITLE_KEY.test(beside) && beside.replace(/[^/]*$/, '') === folder && beside !== path) return titlesOf(titles);
  }
  return null;
}
