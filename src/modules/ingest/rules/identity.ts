/** Tells whether rows are told apart by their region, period and names, or are single events. */
import type { RowFacts } from './facts.ts';
import { isBlank, textOf } from './sheet.ts';

/** Tables with a larger share of repeated keys are lists of events, not statistics. Less is borne where rows are
 * numbered, as lists are. */
const TOLERATED = { numbered: 0.05, plain: 0.2 } as const;

export interface Identity {
  /** Columns that must join the key for rows to differ. */
  readonly needed: readonly number[];
  readonly unique: boolean;
}

/** Adds candidate columns to the key, coarsest first, until rows differ. `carried` columns repeat the value above. */
export function identify(
  all: readonly RowFacts[],
  key: readonly number[],
  candidates: readonly number[],
  carried: ReadonlySet<number>,
  rows: keyof typeof TOLERATED,
): Identity {
  const tolerated = TOLERATED[rows];
  const body = withoutCopies(all);
  const columns = new Map([...key, ...candidates].map((c) => [c, columnTexts(body, c, carried.has(c))]));
  const repeated = (of: readonly number[]) =>
    repeatedShare(
      of.map((c) => columns.get(c) ?? []),
      body.length,
    );
  if (repeated(key) <= tolerated) return { needed: [], unique: true };
  const coarse = candidates.toSorted((a, b) => new Set(columns.get(a)).size - new Set(columns.get(b)).size);
  for (let n = 1; n <= coarse.length; n++) {
    const needed = coarse.slice(0, n);
    if (repeated([...key, ...needed]) <= tolerated)
      return { needed: useful(needed, (of) => repeated([...key, ...of]) <= tolerated), unique: true };
  }
  return { needed: [], unique: false };
}

/** Drops what was added on the way and is not needed in the end. */
function useful(needed: readonly number[], suffices: (of: readonly number[]) => boolean): number[] {
  return needed.reduce<number[]>(
    (kept, column) => {
      const without = kept.filter((other) => other !== column);
      return suffices(without) ? without : kept;
    },
    [...needed],
  );
}

/** A row given twice word for word is a slip, not a second event. */
function withoutCopies(rows: readonly RowFacts[]): RowFacts[] {
  return [...new Map(rows.map((row) => [row.cells.join('\u0000'), row])).values()];
}

function columnTexts(body: readonly RowFacts[], column: number, carry: boolean): string[] {
  let last = '';
  return body.map(({ cells }) => {
    const cell = cells[column];
    if (!carry || !isBlank(cell)) last = textOf(cell).trim();
    return last;
  });
}

function repeatedShare(columns: readonly (readonly string[])[], rows: number): number {
  if (rows === 0) return 0;
  const keys = new Set<string>();
  for (let i = 0; i < rows; i++) keys.add(columns.map((texts) => texts[i]).join('\u0000'));
  return (rows - keys.size) / rows;
}
