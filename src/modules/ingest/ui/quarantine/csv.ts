import { escapeFormula } from '#platform/spreadsheet.ts';
import type { QuarantineRow } from '../../contract.ts';
import { columnLetter } from '../reading/letters.ts';

/** Words of the two columns in front of the cells. */
export interface CsvHead {
  readonly line: string;
  readonly reason: string;
}

/** Quarantined rows as CSV (UTF-8 with BOM, RFC 4180), line and reason first. What would run as a formula is disarmed. */
export function quarantineCsv(rows: readonly QuarantineRow[], head: CsvHead): string {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const letters = Array.from({ length: width }, (_, index) => columnLetter(index));
  const lines = rows.map(({ line, reason, mendedReason, mended, cells }) => [
    line,
    mendedReason || reason,
    ...(mended ?? cells),
  ]);
  return `\ufeff${[[head.line, head.reason, ...letters], ...lines].map(csvLine).join('')}`;
}

function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | boolean | null): string {
  const text = cell === null ? '' : typeof cell === 'string' ? escapeFormula(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
