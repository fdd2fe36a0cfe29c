/** Reads labels that tell rows apart: a part is named behind its whole, 普通高中/民办 of 其中：民办. */
import { readLabel } from './label.ts';
import { isBlank } from './sheet.ts';

/** Half a character is no indentation. */
const TOLERANCE = 1;

/** A reader of one column, which remembers under what the next label may stand. */
export function createDimensionReader(): (raw: string) => string {
  let above: readonly { readonly offset: number; readonly path: string }[] = [];
  return (raw) => {
    if (isBlank(raw)) return '';
    const { text, offset, ofWhich } = readLabel(raw);
    const wholes = above.filter((whole) => whole.offset < offset - TOLERANCE);
    const whole = ofWhich || /^\s/.test(raw) ? wholes.at(-1) : undefined;
    const path = whole ? `${whole.path}/${text}` : ofWhich ? text : raw.trim();
    above = [...wholes, { offset, path }];
    return path;
  };
}
