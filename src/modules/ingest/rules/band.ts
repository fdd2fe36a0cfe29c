/** Tables printed in two halves side by side: 地区 | 产量 | 地区 | 产量. Each half is read by itself. */
import type { DataReader } from './data-reader.ts';
import type { Accepted, Outcome } from './outcome.ts';
import type { Column, ColumnRole, Reading } from './reading.ts';
import { timeless } from './shape.ts';
import { type Cell, isBlank } from './sheet.ts';
import { nonData } from './words.ts';

const LABELS: readonly ColumnRole[] = ['region', 'period', 'measureName'];

/** First columns of the halves; a single 0 for an ordinary table. A half begins where the header of the first label
 * stands again, and has values. */
export function bandsOf(columns: readonly Column[]): number[] {
  const first = columns.find(({ role }) => LABELS.includes(role));
  if (!first || first.path.length === 0) return [0];
  const again = columns.filter(
    (column) => column.index > first.index && column.role === first.role && standsAgain(column, first, columns),
  );
  const starts = [0, ...again.map(({ index }) => index)];
  const hasValues = (from: number, i: number) =>
    within(columns, from, starts[i + 1]).some(({ role }) => role === 'measure');
  return starts.every(hasValues) ? starts : [0];
}

/** The same words, or as in 收入项目 | 本月 | 累计 | 支出项目 | 本月 | 累计 other items over the same values. */
function standsAgain(column: Column, first: Column, columns: readonly Column[]): boolean {
  if (wordsOf(column) === wordsOf(first)) return true;
  const values = valueWords(column, columns);
  return first.role === 'measureName' && values !== '' && values === valueWords(first, columns);
}

function wordsOf({ path }: Column): string {
  return path.map(timeless).join('/');
}

/** Headers of the values between a label and the next. */
function valueWords({ index }: Column, columns: readonly Column[]): string {
  const after = columns.filter((column) => column.index > index);
  const end = after.findIndex(({ role }) => LABELS.includes(role));
  return (end < 0 ? after : after.slice(0, end)).map(({ path }) => path.join('/')).join('|');
}

function within(columns: readonly Column[], from: number, to = Number.POSITIVE_INFINITY): readonly Column[] {
  return columns.filter(({ index }) => index >= from && index < to);
}

/** The reading of each half: the columns of the others are left alone. */
export function bandReadings(reading: Reading): Reading[] {
  return reading.bands.map((from, i) => {
    const own = new Set(within(reading.columns, from, reading.bands[i + 1]));
    const columns = reading.columns.map((column): Column => (own.has(column) ? column : { ...column, role: 'ignore' }));
    return { ...reading, columns };
  });
}

export interface Band {
  readonly reader: DataReader;
  /** Columns of its labels and values. */
  readonly columns: readonly number[];
}

/** One reader for all halves. A row is accepted when each half that says something is. */
export function joinBands(bands: readonly Band[]): DataReader {
  const filled = (cells: readonly Cell[]) => bands.filter(({ columns }) => columns.some((i) => !isBlank(cells[i])));
  return {
    read: (line, cells) =>
      joined(
        line,
        filled(cells).map(({ reader }) => reader.read(line, cells)),
      ),
    section(text) {
      for (const { reader } of bands) reader.section(text);
    },
    units(units) {
      for (const { reader } of bands) reader.units(units);
    },
    isLabel: (cells, index) => bands.some(({ reader }) => reader.isLabel(cells, index)),
  };
}

function joined(line: number, outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes;
  if (!first) return nonData(line, 'blank');
  const accepted = outcomes.filter((outcome): outcome is Accepted => outcome.kind === 'accepted');
  const fault = outcomes.find(({ kind }) => kind === 'quarantined');
  if (fault || accepted.length === 0) return fault ?? first;
  return { kind: 'accepted', line, observations: accepted.flatMap(({ observations }) => observations), record: null };
}
