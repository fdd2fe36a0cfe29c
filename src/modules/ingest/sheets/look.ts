import type { OpenedFile, SheetInfo, SheetRow } from '../read/sheet.ts';
import { createReader } from '../rules/apply.ts';
import type { Outcome } from '../rules/outcome.ts';
import { proposeReading } from '../rules/propose.ts';
import type { Reading } from '../rules/reading.ts';
import type { ResolveRegion } from '../rules/region.ts';

/** What is known of a sheet from its first rows. */
export interface SheetLook {
  readonly sheet: SheetInfo;
  /** The first rows. */
  readonly rows: readonly SheetRow[];
  /** The last rows, when the sheet ends among those looked at: notes and sources stand there. */
  readonly tail: readonly SheetRow[];
  /** How many rows were looked at, and whether the sheet ends there. */
  readonly seen: number;
  readonly complete: boolean;
  /** Rows give region, time and names of earlier ones again, so often that the table is a list of records. */
  readonly repeats: boolean;
}

/** Rows from which a reading is proposed. */
const SAMPLE = 2_000;
/** Rows looked at further, to see whether they are told apart by region and time. */
const LOOK = 20_000;
const TAIL = 60;
/** From this share of repeated rows on a table lists events. */
const REPEATED = 0.05;
const FEW = 100;

/** Look at one sheet. */
export async function lookAt(
  file: OpenedFile,
  sheet: SheetInfo,
  fileName: string,
  resolve: ResolveRegion,
): Promise<SheetLook> {
  const rows: SheetRow[] = [];
  let tail: SheetRow[] = [];
  let seen = 0;
  let repeats: RepeatWatch | null = null;
  for await (const batch of file.rows(sheet.index)) {
    if (seen > LOOK) return { sheet, rows, tail: [], seen, complete: false, repeats: repeats?.verdict() ?? false };
    seen += batch.length;
    const wanted = batch.slice(0, Math.max(0, SAMPLE - rows.length));
    rows.push(...wanted);
    tail = [...tail, ...batch].slice(-TAIL);
    if (rows.length < SAMPLE) continue;
    repeats ??= watchRepeats(
      proposeReading(rows, sheet.merges, { resolveRegion: resolve, sheetName: sheet.name, fileName }),
      rows,
      resolve,
    );
    for (const row of batch.slice(wanted.length)) repeats.see(row);
  }
  return { sheet, rows, tail, seen, complete: true, repeats: repeats?.verdict() ?? false };
}

interface RepeatWatch {
  see(row: SheetRow): void;
  verdict(): boolean;
}

/** Reads rows as proposed and counts those that repeat earlier ones; only tables of one record a row can turn out so. */
function watchRepeats(readings: readonly Reading[], first: readonly SheetRow[], resolve: ResolveRegion): RepeatWatch {
  const isTidy = readings.some(({ layout }) => layout === 'tidy');
  const reader = createReader(readings, resolve);
  let rows = 0;
  let repeated = 0;
  const see = (row: SheetRow) => {
    if (!isTidy) return;
    rows++;
    if (isRepeat(reader.read(row))) repeated++;
  };
  for (const row of first) see(row);
  return { see, verdict: () => repeated > Math.max(FEW, rows * REPEATED) };
}

function isRepeat(outcome: Outcome): boolean {
  if (outcome.kind === 'quarantined') return outcome.code === 'duplicate-conflict';
  return outcome.kind === 'non-data' && outcome.what === 'duplicate';
}
