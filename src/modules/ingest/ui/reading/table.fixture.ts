import type { Preview, PreviewReply, ReadingColumn, TableReading } from '../../contract.ts';

const BECAUSE = { confidence: 1, why: '' };

export function columnOf(index: number, parts: Partial<ReadingColumn> = {}): ReadingColumn {
  return {
    index,
    label: `列${index}`,
    role: 'measure',
    part: null,
    carry: false,
    region: null,
    period: null,
    partial: null,
    measure: null,
    unit: null,
    yearAgo: false,
    growthOf: null,
    type: 'number',
    ...BECAUSE,
    ...parts,
  };
}

/** A table whose rows name regions and whose columns are years, unless said otherwise. */
export function tableOf(parts: Partial<TableReading> = {}): TableReading {
  const axis = { at: ['rows'], ...BECAUSE };
  return {
    layout: 'cross',
    title: null,
    from: 1,
    to: null,
    headerRows: [1],
    headerWhy: '',
    columns: [columnOf(0, { role: 'region' }), columnOf(1, { period: '2024' }), columnOf(2, { period: '2023' })],
    axes: { region: axis, period: axis, measure: axis },
    fixed: { region: null, period: null, year: null, measure: null, units: null },
    lines: [],
    section: null,
    series: [],
    gaps: [],
    corrections: 0,
    ...BECAUSE,
    ...parts,
  };
}

export function rowOf(
  line: number,
  cells: Preview['rows'][number]['cells'],
  parts: Partial<Preview['rows'][number]> = {},
) {
  return {
    line,
    cells,
    outcome: 'accepted',
    what: null,
    reason: null,
    columns: [],
    ...parts,
  } satisfies Preview['rows'][number];
}

export function replyOf(tables: TableReading[], rows: Preview['rows']): PreviewReply {
  return {
    sheet: {
      index: 0,
      name: '表',
      hidden: false,
      rowsSeen: rows.length,
      complete: true,
      tables,
      readingHash: '0'.repeat(64),
      title: '表',
      providerDept: null,
      remembered: null,
    },
    preview: { rows, complete: true },
  };
}
