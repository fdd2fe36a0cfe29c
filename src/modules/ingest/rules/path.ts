/** The header texts above each column, from top to bottom. */
import { headText, type RowFacts } from './facts.ts';
import { isColumnNumbers, isUnitRow, translates } from './header-rows.ts';

/** One path for each of `width` columns. Rows that number the columns (甲 1 2) or say
 * their names again in English are left out. */
export function headerPaths(header: readonly RowFacts[], width: number): string[][] {
  const said = header.filter((row) => header.length === 1 || !(isColumnNumbers(row) || translates(row, header)));
  const rows = said.map((row) => (isUnitRow(row) ? textsOf(row, width).map(bracketed) : textsOf(row, width)));
  const spread = rows.map((row, depth) => spreadRight(row, rows.slice(depth + 1)));
  return Array.from({ length: width }, (_, column) => pathAt(spread, column));
}

/** 人 in a row of units is no name. */
function bracketed(text: string): string {
  return text === '' || text.startsWith('(') ? text : `(${text})`;
}

function textsOf(row: RowFacts, width: number): string[] {
  return Array.from({ length: width }, (_, i) => headText(row.cells[i]));
}

/** In a CSV a merged header cell leaves blanks to its right: they repeat it where a lower row goes on. */
function spreadRight(row: readonly string[], below: readonly (readonly string[])[]): string[] {
  const goesOn = (column: number) => below.some((lower) => (lower[column] ?? '') !== '');
  let last = '';
  return row.map((text, column) => {
    if (text !== '') last = goesOn(column) ? text : '';
    return text === '' && goesOn(column) ? last : text;
  });
}

function pathAt(rows: readonly (readonly string[])[], column: number): string[] {
  const texts = rows.map((row) => row[column] ?? '').filter((text) => text !== '');
  return texts.filter((text, i) => text !== texts[i - 1]);
}
