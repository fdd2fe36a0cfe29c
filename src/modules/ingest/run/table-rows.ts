import type { DatasetRow } from '../olap/dataset.ts';
import type { Accepted, Observation } from '../rules/outcome.ts';
import type { Column, Reading } from '../rules/reading.ts';
import type { Slots } from './slots.ts';

/** Turns accepted source rows into rows of the dataset table. */
export type RowMaker = (accepted: Accepted) => DatasetRow[];

/**
 * A maker for one reading. A tidy or plain row becomes one row; a row of a cross table one for each region and period
 * in it, since its values stand under headers of years, months or places.
 */
export function createRowMaker(reading: Reading, slots: Slots): RowMaker {
  if (reading.layout === 'cross') return (accepted) => crossRows(accepted, slots);
  const fields = fieldsOf(reading, slots);
  const col = reading.columns.find(({ role }) => role === 'measure')?.index ?? 0;
  return (accepted) => [recordRow(accepted, fields, col, slots)];
}

interface Field {
  /** Position in the record. */
  readonly position: number;
  readonly slot: number;
}

/** Columns that go along with a record, as `d` columns. */
function fieldsOf({ layout, columns }: Reading, slots: Slots): Field[] {
  return columns.flatMap((column, position) => {
    const role = fieldRole(column);
    if (role === null) return [];
    const type = layout === 'dataset' && column.evidence.type === 'number' ? 'number' : 'text';
    return [{ position, slot: slots.field(column.label, role, type) }];
  });
}

/** What a column is beside the figures; null for columns that are not kept, or are read otherwise. */
export function fieldRole({ role }: Column): 'dimension' | 'attribute' | null {
  if (role === 'dimension') return 'dimension';
  return role === 'attribute' || role === 'note' ? 'attribute' : null;
}

function recordRow(accepted: Accepted, fields: readonly Field[], col: number, slots: Slots): DatasetRow {
  const row = startRow(accepted.line, accepted.observations[0] ?? null, col);
  for (const observation of accepted.observations) addObservation(row, observation, slots);
  for (const { position, slot } of fields) {
    const cell = accepted.record?.[position] ?? null;
    row.cells[slot] = typeof cell === 'boolean' ? String(cell) : cell;
  }
  return row;
}

function crossRows({ line, observations }: Accepted, slots: Slots): DatasetRow[] {
  const rows = new Map<string, DraftRow>();
  for (const observation of observations) {
    const key = `${observation.region?.code ?? ''}|${observation.period ?? ''}`;
    const row = rows.get(key) ?? startRow(line, observation, observation.col);
    rows.set(key, row);
    addObservation(row, observation, slots);
    addDims(row, observation, slots);
  }
  return [...rows.values()];
}

interface DraftRow extends DatasetRow {
  cells: Record<number, number | string | null>;
  growth: Record<number, number> | null;
  marks: Record<number, string> | null;
}

function startRow(line: number, observation: Observation | null, col: number): DraftRow {
  return {
    row: line,
    col,
    region: observation?.region?.code ?? '',
    regionName: observation?.region?.name ?? '',
    period: observation?.period ?? '',
    cells: {},
    growth: null,
    marks: null,
  };
}

function addObservation(row: DraftRow, observation: Observation, slots: Slots): void {
  const slot = slots.measure(observation.measure, observation.basis);
  row.cells[slot] = observation.value === 0 ? 0 : observation.value;
  const mark = markOf(observation);
  if (mark !== '') row.marks = { ...row.marks, [slot]: mark };
  if (observation.growth) addGrowth(row, slot, observation, slots);
}

/** Why a value is missing, or what is remarkable about it; blank needs no word. */
function markOf({ missing, flags }: Observation): string {
  if (missing === null && flags.length === 0) return '';
  return [...(missing === null || missing === 'blank' ? [] : [missing]), ...flags].join(',');
}

function addGrowth(row: DraftRow, slot: number, { measure, growth }: Observation, slots: Slots): void {
  const { yoy, ...others } = growth ?? {};
  if (yoy !== undefined) {
    row.growth = { ...row.growth, [slot]: yoy };
    slots.markGrowth(slot);
  }
  for (const kind of OTHER_GROWTHS) {
    const value = others[kind];
    if (value !== undefined) row.cells[slots.growth(measure, kind)] = value;
  }
}

const OTHER_GROWTHS = ['mom', 'ytd', 'yoyPp', 'momPp', 'ytdPp'] as const;

function addDims(row: DraftRow, { dims }: Observation, slots: Slots): void {
  for (const [label, text] of Object.entries(dims ?? {})) row.cells[slots.field(label, 'dimension', 'text')] = text;
}
