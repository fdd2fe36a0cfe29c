import type { Check } from '../contract.ts';
import { refusalOfSql } from './guard-sql.ts';

/** Columns of every dataset, beside its items. */
const COMMON = ['_batch', '_row', '_col', 'region', 'region_name', 'period', '_marks'];

/**
 * What speaks against a check of a resource with these columns, in Chinese; null when nothing does.
 * `theirs` are the columns of the other resource that it names, null when there is no such resource.
 */
export function refusalOfCheck(
  check: Check,
  ours: ReadonlySet<string>,
  theirs: ReadonlySet<string> | null,
): string | null {
  if (check.kind === 'sql') return refusalOfSql(check.query, new Set([...ours, ...COMMON]));
  const unknown = columnsOf(check).find((column) => !ours.has(column) && !COMMON.includes(column));
  if (unknown !== undefined) return `数据集没有“${unknown}”这一列`;
  return refusalOfBounds(check) ?? refusalOfOther(check, theirs);
}

export function columnsOf(check: Check): readonly string[] {
  if ('columns' in check) return check.columns;
  if (check.kind === 'reconcile') return [check.column, ...(check.by ?? [])];
  return 'column' in check ? [check.column] : [];
}

function refusalOfBounds(check: Check): string | null {
  if (!['range', 'length', 'row-count', 'aggregate'].includes(check.kind)) return null;
  const { min, max } = 'min' in check || 'max' in check ? check : {};
  if (min === undefined && max === undefined) return '下限和上限至少写一个';
  return min !== undefined && max !== undefined && min > max ? '下限大于上限' : null;
}

function refusalOfOther(check: Check, theirs: ReadonlySet<string> | null): string | null {
  const column =
    check.kind === 'reference' ? check.otherColumn : check.kind === 'reconcile' ? check.parts?.column : null;
  if (column === null || column === undefined) return null;
  if (theirs === null) return '没有所指的另一个资源';
  return theirs.has(column) || COMMON.includes(column) ? null : `另一个资源没有“${column}”这一列`;
}
