import { setImmediate } from 'node:timers/promises';
import type { SheetRow } from '../read/sheet.ts';
import type { Outcome } from '../rules/outcome.ts';
import type { RunParts } from './parts.ts';

/** Rows read in one go before others get their turn: about five milliseconds. */
const SLICE = 500;

/** Read rows one by one by the rules, leaving the event loop free for others in between. */
export async function readRows(
  rows: readonly SheetRow[],
  parts: RunParts,
  bytesDone: number,
  see?: (row: SheetRow, outcome: Outcome) => void,
): Promise<void> {
  const { reader, makerOf, sink, progress } = parts;
  for (let from = 0; from < rows.length; from += SLICE) {
    for (const row of rows.slice(from, from + SLICE)) {
      const outcome = reader.read(row);
      see?.(row, outcome);
      await sink.take(outcome, makerOf(row.line));
    }
    await progress.step(sink.counts, bytesDone);
    await setImmediate();
  }
}

/** Read a whole sheet of a workbook or a JSON file; how far in bytes is not known there. */
export async function readSheet(parts: RunParts): Promise<void> {
  for await (const batch of parts.file.rows(parts.sheet)) await readRows(batch, parts, 0);
}
