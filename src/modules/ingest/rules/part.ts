/** Columns that are parts or aspects of the column before them: 全社会用电量 | 其中：工业 | 占比. */
import type { Draft } from './column-role.ts';
import { isQuantity, type MeasureRef, within } from './measure.ts';

/** The drafts with parts named behind their whole, whose unit they share. A group in the header above says it already. */
export function withWholes(drafts: readonly Draft[]): Draft[] {
  let whole: MeasureRef | null = null;
  return drafts.map((draft) => {
    const { cast, growth, isAspect, isPart } = draft.head;
    if (!cast.measure || growth) return draft;
    if (isPart || isAspect) return whole && leans(draft, whole) ? behind(draft, whole) : draft;
    whole = draft.evidence.texts > draft.evidence.numbers ? null : cast.measure;
    return draft;
  });
}

/** Not where a group in the header names the whole, nor where rows do: 产量 | 占比. */
function leans({ head, path }: Draft, whole: MeasureRef): boolean {
  if (head.cast.measure?.key.startsWith(`${whole.key}/`)) return false;
  return head.isPart || (path.length === 1 && !isQuantity(whole));
}

function behind(draft: Draft, whole: MeasureRef): Draft {
  const { cast } = draft.head;
  return { ...draft, head: { ...draft.head, cast: { ...cast, measure: within(whole, cast.measure) } } };
}
