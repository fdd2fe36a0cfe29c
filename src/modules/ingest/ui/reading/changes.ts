/** What a correction has changed between two readings of a sheet, for the person who made it. Pure. */
import type { PreviewReply, ReadingColumn, TableReading } from '../../contract.ts';

export type Change =
  | { readonly kind: 'column'; readonly index: number; readonly from: ReadingColumn; readonly to: ReadingColumn }
  | { readonly kind: 'row'; readonly line: number; readonly from: RowFate; readonly to: RowFate }
  | { readonly kind: 'rows'; readonly lines: readonly number[]; readonly from: RowFate; readonly to: RowFate }
  | { readonly kind: 'layout'; readonly from: TableReading['layout']; readonly to: TableReading['layout'] }
  | { readonly kind: 'said'; readonly what: SaidKind; readonly from: string | null; readonly to: string | null };

/** What becomes of a row: its kind when it is no data. */
export type RowFate = 'accepted' | 'quarantined' | NonNullable<PreviewReply['preview']['rows'][number]['what']>;

type SaidKind = 'region' | 'period' | 'measure' | 'unit';

/** Changes in the order in which they are told: layout, what is said once, columns, rows. */
export function changesBetween(before: PreviewReply, after: PreviewReply): readonly Change[] {
  const tables = after.sheet.tables.flatMap((table, i) => {
    const old = before.sheet.tables[i];
    return old ? tableChanges(old, table) : [];
  });
  return [...tables, ...rowChanges(before, after)];
}

function tableChanges(before: TableReading, after: TableReading): Change[] {
  const layout: Change[] =
    before.layout === after.layout ? [] : [{ kind: 'layout', from: before.layout, to: after.layout }];
  const columns = after.columns.flatMap((to): Change[] => {
    const from = before.columns[to.index];
    return from && differs(from, to) ? [{ kind: 'column', index: to.index, from, to }] : [];
  });
  return [...layout, ...saidChanges(before, after), ...columns];
}

function saidChanges({ fixed: before }: TableReading, { fixed: after }: TableReading): Change[] {
  const pairs: readonly (readonly [SaidKind, string | null, string | null])[] = [
    ['region', before.region?.value.name ?? null, after.region?.value.name ?? null],
    ['period', before.period?.value.key ?? null, after.period?.value.key ?? null],
    ['measure', before.measure?.value.name ?? null, after.measure?.value.name ?? null],
    ['unit', unitOf(before), unitOf(after)],
  ];
  return pairs.flatMap(([what, from, to]): Change[] => (from === to ? [] : [{ kind: 'said', what, from, to }]));
}

function unitOf({ units, measure }: TableReading['fixed']): string | null {
  return measure?.value.unit ?? units?.value.join('、') ?? null;
}

/** Role, part, unit, measure, period, pairing: what a person sees of a column. */
function differs(a: ReadingColumn, b: ReadingColumn): boolean {
  const seen = ({ role, part, unit, measure, period, growthOf, region }: ReadingColumn) =>
    [role, part, unit, measure?.name, period, growthOf, region?.code].join('\u0000');
  return seen(a) !== seen(b);
}

/** Rows with another fate; several with the same change are told together. */
function rowChanges(before: PreviewReply, after: PreviewReply): Change[] {
  const fates = new Map(before.preview.rows.map((row) => [row.line, fateOf(row)]));
  const groups = new Map<string, { lines: number[]; from: RowFate; to: RowFate }>();
  for (const row of after.preview.rows) {
    const [from, to] = [fates.get(row.line), fateOf(row)];
    if (from === undefined || from === to) continue;
    const group = groups.get(`${from}/${to}`) ?? { lines: [], from, to };
    group.lines.push(row.line);
    groups.set(`${from}/${to}`, group);
  }
  return [...groups.values()].map(({ lines, from, to }): Change => {
    const [line] = lines;
    return lines.length === 1 && line !== undefined
      ? { kind: 'row', line, from, to }
      : { kind: 'rows', lines, from, to };
  });
}

/** The fate of a row of the preview. */
export function fateOf({ outcome, what }: PreviewReply['preview']['rows'][number]): RowFate {
  return outcome === 'non-data' ? (what ?? 'blank') : outcome;
}
