/** What a reading makes of the rows shown, told in figures: regions, periods, measures, kinds of rows. Pure. */
import type { Preview, ReadingColumn, TableReading } from '../../contract.ts';

type PreviewRow = Preview['rows'][number];

/** A text that nobody could make anything of, and the lines where it stands. */
export interface Unknown {
  readonly text: string;
  readonly lines: readonly number[];
}

export interface MeasureFact {
  readonly name: string;
  readonly unit: string | null;
  readonly hasGrowth: boolean;
}

export interface TableFacts {
  readonly regions: {
    readonly columns: readonly number[];
    readonly known: number;
    readonly unknown: readonly Unknown[];
  };
  readonly periods: {
    readonly columns: readonly number[];
    /** Keys of the header, in order of time; else the first and last text of the rows. */
    readonly keys: readonly string[];
    readonly texts: readonly string[];
    readonly unknown: readonly Unknown[];
  };
  readonly measures: readonly MeasureFact[];
  /** Names as rows write them, where rows name the measure. */
  readonly rowNames: readonly string[];
  readonly counts: { readonly accepted: number; readonly quarantined: number; readonly nonData: number };
}

/** Rows of the sheet that belong to a table. */
export function rowsOf({ from, to }: Pick<TableReading, 'from' | 'to'>, rows: readonly PreviewRow[]): PreviewRow[] {
  return rows.filter(({ line }) => line >= from && (to === null || line <= to));
}

export function factsOf(table: TableReading, allRows: readonly PreviewRow[]): TableFacts {
  const rows = rowsOf(table, allRows);
  const accepted = rows.filter(({ outcome }) => outcome === 'accepted');
  const columns = (...roles: ReadingColumn['role'][]) => table.columns.filter(({ role }) => roles.includes(role));
  const places = columns('region', 'regionCode');
  const times = columns('period');
  const periodKeys = distinct(table.columns.map(({ period }) => period)).sort();
  const names = columns('measureName');
  return {
    regions: {
      columns: places.map(({ index }) => index),
      known: knownRegions(table, columns('region').length > 0 ? columns('region') : places, accepted),
      unknown: unknownOf(rows, places),
    },
    periods: {
      columns: times.map(({ index }) => index),
      keys: periodKeys,
      texts: firstAndLast(accepted, times[0]),
      unknown: unknownOf(rows, times),
    },
    measures: measuresOf(table),
    rowNames: distinct(accepted.flatMap((row) => names.map(({ index }) => cellText(row, index)))),
    counts: {
      accepted: accepted.length,
      quarantined: rows.filter(({ outcome }) => outcome === 'quarantined').length,
      nonData: rows.filter(({ outcome }) => outcome === 'non-data').length,
    },
  };
}

/** Regions of the header, or different texts in the columns that name them. */
function knownRegions(table: TableReading, places: readonly ReadingColumn[], rows: readonly PreviewRow[]): number {
  const inHeader = distinct(table.columns.map(({ region }) => region?.code));
  if (inHeader.length > 0) return inHeader.length;
  const last = places.at(-1);
  return last ? distinct(rows.map((row) => cellText(row, last.index))).length : 0;
}

/** Texts at fault in these columns, most frequent first. */
function unknownOf(rows: readonly PreviewRow[], columns: readonly ReadingColumn[]): Unknown[] {
  const lines = new Map<string, number[]>();
  for (const row of rows) {
    const at = row.outcome === 'quarantined' ? columns.find(({ index }) => row.columns.includes(index)) : undefined;
    const text = at ? cellText(row, at.index) : null;
    if (text) lines.set(text, [...(lines.get(text) ?? []), row.line]);
  }
  return [...lines].map(([text, at]) => ({ text, lines: at })).sort((a, b) => b.lines.length - a.lines.length);
}

function measuresOf({ columns, fixed }: TableReading): MeasureFact[] {
  const grown = new Set(
    columns.flatMap(({ role, growthOf }) => (role === 'growth' && growthOf !== null ? [growthOf] : [])),
  );
  const facts = new Map<string, MeasureFact>();
  for (const { role, measure, unit, index } of columns) {
    if (role !== 'measure' || !measure) continue;
    const before = facts.get(measure.key);
    const hasGrowth = grown.has(index) || (before?.hasGrowth ?? false);
    facts.set(measure.key, { name: measure.name, unit: measure.unit ?? unit ?? before?.unit ?? null, hasGrowth });
  }
  if (facts.size > 0 || !fixed.measure) return [...facts.values()];
  const { name, unit } = fixed.measure.value;
  return [{ name, unit: unit ?? fixed.units?.value[0] ?? null, hasGrowth: grown.size > 0 }];
}

function firstAndLast(rows: readonly PreviewRow[], column: ReadingColumn | undefined): string[] {
  if (!column) return [];
  return distinct([rows[0], rows.at(-1)].map((row) => (row ? cellText(row, column.index) : null)));
}

/** The text of a cell without the spaces around it; null when it is blank. */
export function cellText(row: Pick<PreviewRow, 'cells'>, index: number): string | null {
  const cell = row.cells[index];
  const text = cell === null || cell === undefined ? '' : String(cell).trim();
  return text === '' ? null : text;
}

function distinct(texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => typeof text === 'string'))];
}
