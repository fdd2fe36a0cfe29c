import type {
  Batch,
  Import,
  ImportSummary,
  QuarantineRow,
  ReadingColumn,
  SheetProposal as SheetProposalView,
  StoredFile,
  TableReading,
} from './contract.ts';
import type { MeasureRef } from './rules/measure.ts';
import type { Column, Reading, Said } from './rules/reading.ts';
import { progressView } from './run/progress.ts';
import type { SheetProposal } from './sheets/proposal.ts';
import { hashReadings } from './sheets/reading-json.ts';
import type { BatchListRow } from './sql/batch.ts';
import type { FileRow } from './sql/file.ts';
import type { ImportRow } from './sql/import.ts';
import type { HeldRow, QuarantineRow as StoredQuarantineRow } from './sql/quarantine.ts';

export function fileView(file: FileRow): StoredFile {
  const { receivedAt, receivedName, ...rest } = file;
  return { ...rest, receivedAt: receivedAt.toISOString(), receivedBy: receivedName };
}

export function proposalView(proposal: SheetProposal): SheetProposalView {
  const { look, readings, title, providerDept, remembered } = proposal;
  return {
    index: look.sheet.index,
    name: look.sheet.name,
    hidden: look.sheet.hidden,
    rowsSeen: look.seen,
    complete: look.complete,
    tables: readings.map(tableView),
    readingHash: hashReadings(readings),
    title,
    providerDept,
    remembered: remembered && { ...remembered, dropped: [...remembered.dropped] },
  };
}

function tableView(reading: Reading): TableReading {
  const { layout, title, observed, headerRows, headerWhy, columns, axes, fixed, section, gaps, confidence, why } =
    reading;
  return {
    layout,
    title,
    from: observed.from,
    to: observed.to,
    headerRows: [...headerRows],
    headerWhy,
    columns: columns.map(columnView),
    axes: { region: axisView(axes.region), period: axisView(axes.period), measure: axisView(axes.measure) },
    fixed: {
      region: saidView(fixed.region),
      period: saidView(fixed.period),
      year: saidView(fixed.year),
      measure: fixed.measure && { value: measureView(fixed.measure.value), ...groundsOf(fixed.measure) },
      units: fixed.units && { value: [...fixed.units.value], ...groundsOf(fixed.units) },
    },
    lines: observed.lines.map(({ line, what, text, ...because }) => ({ line, what, text, ...because })),
    section,
    series: reading.series.map(({ name, labels, ...because }) => ({
      name,
      labels: labels.map(({ label }) => label),
      confidence: because.confidence,
      why: because.why,
    })),
    gaps: [...gaps],
    corrections: reading.corrections.length,
    confidence,
    why,
  };
}

function columnView(column: Column): ReadingColumn {
  const { index, label, role, part, carry, cast, growth, evidence, confidence, why } = column;
  return {
    index,
    label,
    role,
    part,
    carry,
    region: cast?.region ?? null,
    period: cast?.period?.key ?? null,
    partial: cast?.partial ?? null,
    measure: cast?.measure ? measureView(cast.measure) : null,
    unit: cast?.unit ?? cast?.measure?.unit ?? null,
    yearAgo: cast?.yearAgo === true && !cast.previous,
    growthOf: growth?.of ?? null,
    type: evidence.type,
    confidence,
    why,
  };
}

function measureView({ key, name, unit, basis }: MeasureRef) {
  return { key, name, unit, basis };
}

function axisView({ at, confidence, why }: Reading['axes']['region']) {
  return { at: [...at], confidence, why };
}

function saidView<T>(said: Said<T> | null) {
  return said && { value: said.value, ...groundsOf(said) };
}

function groundsOf({ from, confidence, why }: Said<unknown>) {
  return { from, confidence, why };
}

export function importView(row: ImportRow): Import {
  const progress = progressView(
    {
      read: row.rowsRead,
      accepted: row.rowsAccepted,
      quarantined: row.rowsQuarantined,
      nonData: row.rowsNonData,
      byEngine: row.rowsByEngine,
      bytesDone: row.bytesDone,
      elapsedMs: row.elapsedMs,
    },
    row.fileBytes,
  );
  const { id, fileHash, fileName, sheet, sheetName, title, providerDept, resourceId, status, current } = row;
  return {
    ...{ id, fileHash, fileName, sheet, sheetName, title, providerDept, resourceId, status, current },
    ...progress,
    secondsLeft: status === 'running' ? progress.secondsLeft : null,
    cancelRequested: row.cancelRequested,
    summary: isSummary(row.summary) ? row.summary : null,
    failureCode: row.failureCode,
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdByName,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** Only commits write summaries. */
function isSummary(value: unknown): value is ImportSummary {
  return typeof value === 'object' && value !== null && 'measures' in value;
}

export function batchView(row: BatchListRow): Batch {
  return {
    ...row,
    status: row.status === 'superseded' ? 'superseded' : 'committed',
    committedAt: (row.committedAt ?? new Date(0)).toISOString(),
  };
}

type WireCell = string | number | boolean | null;

export function cellsView(cells: readonly unknown[]): WireCell[] {
  return cells.map((cell) =>
    typeof cell === 'number' || typeof cell === 'boolean' || typeof cell === 'string' ? cell : null,
  );
}

export function quarantineView(row: StoredQuarantineRow): QuarantineRow {
  return {
    id: row.id,
    line: row.line,
    cells: cellsView(row.cells),
    reason: row.reason,
    column: row.col,
    status: row.status,
    mended: row.mended && cellsView(row.mended),
    mendedReason: row.mendedReason,
    decidedBy: row.decidedBy,
  };
}

/** A row that only the warehouse keeps. */
export function restView({ line, cells, reason, col }: HeldRow): QuarantineRow {
  const undecided = { status: 'held', mended: null, mendedReason: null, decidedBy: null } as const;
  return { id: null, line, cells: cellsView(cells), reason, column: col, ...undecided };
}
