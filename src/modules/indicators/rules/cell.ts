/** Building and reading the cell: one figure with everything needed to trust it. */

import type { Basis } from '#platform/period/basis.ts';
import type { PeriodKey } from '#platform/period/key.ts';
import { type Language, periodLabel } from '#platform/period/label.ts';
import type { Cell, CellStatus } from '../contract.ts';
import type { IndicatorDefinition } from './definition.ts';

export type CellFrame = Pick<Cell, 'unit' | 'period' | 'periodLabel' | 'basis'>;
/** Where a value comes from and what is to be said of it. */
export type CellSource = Pick<Cell, 'stage' | 'at' | 'batch' | 'flags' | 'note'>;

/** Unit, period, label and basis of a cell; the basis is the indicator's unless another is given. */
export function cellFrame(
  definition: Pick<IndicatorDefinition, 'unit' | 'basis' | 'mergedJanFeb'>,
  period: PeriodKey,
  basis: Basis = definition.basis,
  language: Language = 'zh',
): CellFrame {
  const label = periodLabel(period, { basis, mergedJanFeb: definition.mergedJanFeb }, language);
  return { unit: definition.unit, period, periodLabel: label, basis };
}

/** A cell that has a value: `estimated` when flagged so, else `ok`. Throws RangeError on a value that is no number. */
export function valueCell(frame: CellFrame, value: number, source: CellSource = {}): Cell {
  if (!Number.isFinite(value)) throw new RangeError(`a cell cannot hold ${value}`);
  const status = source.flags?.includes('estimated') ? 'estimated' : 'ok';
  return { value, status, ...frame, ...source };
}

/** A cell without a value; the note defaults to the words for its status (R13: absent is never zero). */
export function emptyCell(
  frame: CellFrame,
  status: Exclude<CellStatus, 'ok' | 'estimated'>,
  note: string = STATUS_WORDS[status],
): Cell {
  return { value: null, status, ...frame, note };
}

/** Whether the cell holds a number that may be shown and counted with. */
export function hasValue(cell: Cell): cell is Cell & { value: number } {
  return cell.value !== null && (cell.status === 'ok' || cell.status === 'estimated');
}

/** What a status is called on screen. */
export const STATUS_WORDS: Readonly<Record<CellStatus, string>> = {
  ok: '正常',
  estimated: '估算',
  missing: '缺数',
  'not-due': '未到报送时间',
  late: '逾期未报',
  suppressed: '不对您开放',
  merged: '1—2月合并发布',
  'not-applicable': '不适用',
  'zero-base': '基数为零',
  'sign-flip': '正负转换',
  refused: '不能推算',
};
