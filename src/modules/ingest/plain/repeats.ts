import { ingestErrors } from '../errors.ts';
import { countRepeats, deleteLines, type RepeatedRow, type RepeatQuery, repeatedRows } from '../olap/repeats.ts';
import { faultAt, quarantined } from '../rules/outcome.ts';
import { createSeen } from '../rules/seen.ts';
import type { Cell } from '../rules/sheet.ts';
import type { RunParts } from '../run/parts.ts';
import { heldRow } from '../run/sink.ts';
import type { PlainPlan } from './plan.ts';

/** Repeated rows up to which a table may still be a statistical one: a twentieth, or a thousand in a small file. */
export function repeatLimit(read: number): number {
  return Math.max(1_000, Math.floor(read / 20));
}

/**
 * Rows that give region, period and dimensions of an earlier row again: equal ones are no data, contradicting ones go to
 * quarantine, as the reader does that reads row by row. It is judged when all rows stand, since the engine reads them in
 * no order.
 * @throws {Refusal} `ingest.not-unique` when so many repeat that the table is a list of records
 */
export async function resolveRepeats(parts: RunParts, plan: PlainPlan): Promise<void> {
  const keys = keyColumns(parts, plan);
  if (keys.length === 0) return;
  const { olap } = parts.platform;
  const { table, batch } = parts.target;
  const query: RepeatQuery = { table, batch, keys };
  await parts.sink.flush();
  const { counts } = parts.sink;
  const least = await countRepeats(olap, query, counts.written);
  if (least === 0) return;
  const limit = repeatLimit(counts.read);
  if (least + counts.repeated > limit) throw ingestErrors['not-unique']({ rows: least, read: counts.read });
  const rows = await repeatedRows(olap, query, figureNames(plan), 2 * limit + 2);
  await withdraw(parts, query, rows);
}

/** Without a period or region the rows of a table are not told apart by anything. */
function keyColumns({ target, slots }: RunParts, { region, period, fields }: PlainPlan): string[] {
  if (fields.length > 0 && slots.all.every(({ draft }) => draft.role !== 'measure')) return [];
  const isDimension = new Set(
    target.items.filter(({ role }) => role === 'dimension').map(({ columnName }) => columnName),
  );
  const dims = fields.map(({ name }) => name).filter((name) => isDimension.has(name));
  return [...(region.kind === 'none' ? [] : ['region']), ...(period.kind === 'none' ? [] : ['period']), ...dims];
}

function figureNames({ measures }: PlainPlan): string[] {
  return measures.flatMap(({ name, growth }) => (growth === null ? [name] : [name, `${name}_growth`]));
}

async function withdraw(parts: RunParts, query: RepeatQuery, rows: readonly RepeatedRow[]): Promise<void> {
  const { same, conflicting } = judge(rows);
  const lines = [...same, ...conflicting];
  if (lines.length === 0) return;
  await deleteLines(parts.platform.olap, query, lines);
  const cells = await cellsOf(parts, new Set(conflicting));
  const labels = new Map(rows.map(({ line, label }) => [line, label]));
  const held = conflicting.map((line) => {
    const fault = faultAt('duplicate-conflict', labels.get(line) ?? '');
    return heldRow(quarantined(line, cells.get(line) ?? [], fault));
  });
  await parts.sink.withdraw({ same: same.length, conflicting: held });
}

/** Lines that say the same as earlier ones of their key, and lines that contradict them. */
function judge(rows: readonly RepeatedRow[]): { same: number[]; conflicting: number[] } {
  const seen = createSeen(rows[0]?.figures.length ?? 0);
  const same: number[] = [];
  const conflicting: number[] = [];
  for (const { line, key, figures } of rows) {
    const meeting = seen.meet(
      key,
      '',
      Float64Array.from(figures, (value) => value ?? Number.NaN),
    );
    if (meeting === 'same') same.push(line);
    if (meeting === 'conflict') conflicting.push(line);
  }
  return { same, conflicting };
}

/** The cells of some lines, read from the original once more. */
async function cellsOf({ file, sheet }: RunParts, lines: ReadonlySet<number>): Promise<Map<number, readonly Cell[]>> {
  const found = new Map<number, readonly Cell[]>();
  if (lines.size === 0) return found;
  for await (const batch of file.rows(sheet)) {
    for (const row of batch) if (lines.has(row.line)) found.set(row.line, row.cells);
    if (found.size === lines.size) break;
  }
  return found;
}
