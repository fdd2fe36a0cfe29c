import { isGarbled } from './garbled.ts';
import { type NumberFormat, serialToIso } from './number-format.ts';
import type { Cell, CellMark } from './sheet.ts';

export type TypedCell = {
  readonly value: Cell;
  readonly mark?: { readonly kind: CellMark['kind']; readonly text?: string };
};

const DATE = { kind: 'date' } as const;
const TIME = { kind: 'time' } as const;
const PERCENT = { kind: 'percent' } as const;
const GARBLED = { kind: 'garbled' } as const;
const UNCOMPUTED = { kind: 'uncomputed' } as const;

/** A formula without a stored result. */
export const uncomputed: TypedCell = { value: null, mark: UNCOMPUTED };

/** An error cell such as `#N/A`. */
export function errorCell(text: string): TypedCell {
  return { value: null, mark: { kind: 'error', text } };
}

/** Text; empty text is nothing. */
export function textCell(text: string): TypedCell {
  if (text === '') return { value: null };
  return isGarbled(text) ? { value: text, mark: GARBLED } : { value: text };
}

/** A date stored as ISO text (`t="d"`); midnight is left off. */
export function dateCell(iso: string): TypedCell {
  return { value: iso.replace(/(T00:00(:00(\.0+)?)?)?Z?$/, ''), mark: DATE };
}

/** A stored number seen through its format: a number, or the text of a date, a time or a zero-padded code. */
export function numberCell(value: number, format: NumberFormat | undefined, epoch1904: boolean): TypedCell {
  if (!Number.isFinite(value)) return { value: null };
  if (!format || format.shape === 'plain') return { value };
  if (format.shape === 'percent') return { value, mark: PERCENT };
  if (format.shape === 'padded') return { value: padded(value, format.digits) };
  const iso = serialToIso(value, format.shape, epoch1904);
  return iso === null ? { value } : { value: iso, mark: format.shape === 'time' ? TIME : DATE };
}

function padded(value: number, digits: number): Cell {
  return Number.isInteger(value) && value >= 0 ? String(value).padStart(digits, '0') : value;
}
