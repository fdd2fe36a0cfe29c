/** Columns that are parts of the column before them: 全社会用电量 | 其中：工业. */
import type { Draft } from './column-role.ts';
import { type MeasureRef, within } from './measure.ts';

/** The drafts with parts named behind their whole, whose unit they share. A group in the header above says it already. */
export function withWholes(drafts: readonly Draft[]): Draft[] {
  let whole: { measure: MeasureRef; depth: number } | null = null;
  return drafts.map((draft) => {
    const { measure } = draft.head.cast;
    if (!measure || draft.head.growth) return draft;
    if (!draft.head.isPart) {
      whole = draft.evidence.texts > draft.evidence.numbers ? null : { measure, depth: draft.path.length };
      return draft;
    }
    if (!whole || isUnder(measure, whole.measure)) return draft;
    return { ...draft, head: { ...draft.head, cast: { ...draft.head.cast, measure: within(whole.measure, measure) } } };
  });
}

function isUnder({ key }: MeasureRef, { key: whole }: MeasureRef): boolean {
  return key.startsWith(`${whole}/`);
}
