import type { MergedRange } from './sheet.ts';

/** The 0-based column of a reference such as `AB12`; -1 when it names none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}

/** A range such as `A1:C2` of more than one cell; null for anything else. */
export function rangeOf(reference: string): MergedRange | null {
  const match = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/i.exec(reference);
  const [, from = '', top = '', to = '', bottom = ''] = match ?? [];
  return match && { top: Number(top), left: columnOf(from), bottom: Number(bottom), right: columnOf(to) };
}
