/** A value rows are put in order by; null sorts last whichever way, since missing is neither low nor high. */
export type SortValue = string | number | null;

export interface SortOrder {
  readonly key: string;
  readonly descending: boolean;
}

/** Rows in order of a value. Chinese is ordered by pinyin; equal rows keep their order. */
export function sortRows<R>(rows: readonly R[], sortValue: (row: R) => SortValue, descending: boolean): R[] {
  return [...rows].sort((a, b) => compare(sortValue(a), sortValue(b), descending));
}

function compare(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const up = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN');
  return descending ? -up : up;
}

/** The order after a press on a heading: numbers start with the highest, a second press turns it. */
export function nextOrder(order: SortOrder | null, key: string, startDescending: boolean): SortOrder {
  if (order?.key === key) return { key, descending: !order.descending };
  return { key, descending: startDescending };
}
