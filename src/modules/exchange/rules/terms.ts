import { type Condition, faultOf } from './condition.ts';
import type { ShareItem } from './item.ts';
import { type Mask, maskFault, proposedMask } from './mask.ts';

/** What is wrong with the columns and rows that are asked for, in sentences; empty when nothing is. */
export function termsFaults(
  items: readonly ShareItem[],
  wanted: readonly string[],
  filter: readonly Condition[],
): string[] {
  const known = new Set(items.map(({ columnName }) => columnName));
  const strange = wanted.filter((column) => !known.has(column)).map((column) => `没有“${column}”这个信息项`);
  const repeated = new Set(wanted).size === wanted.length ? [] : ['信息项有重复'];
  return [...strange, ...repeated, ...filter.flatMap((condition) => faultOf(condition, items) ?? [])];
}

/** Masks of all wanted items: as they were settled, else as proposed. */
export function settledMasks(
  items: readonly ShareItem[],
  wanted: readonly string[],
  given: Readonly<Record<string, Mask>>,
): Record<string, Mask> {
  const chosen = items.filter(({ columnName }) => wanted.includes(columnName));
  return Object.fromEntries(chosen.map((item) => [item.columnName, given[item.columnName] ?? proposedMask(item)]));
}

/** What is wrong with masks; empty when nothing is. A mask on what was not asked for is a mistake as well. */
export function masksFaults(
  items: readonly ShareItem[],
  wanted: readonly string[],
  given: Readonly<Record<string, Mask>>,
): string[] {
  return Object.entries(given).flatMap(([column, mask]) => {
    const item = items.find(({ columnName }) => columnName === column);
    if (!item || !wanted.includes(column)) return [`没有申请“${column}”，不能为它设脱敏`];
    return maskFault(mask, item) ?? [];
  });
}
