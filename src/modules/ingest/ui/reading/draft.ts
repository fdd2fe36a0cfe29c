/** What a person has changed so far in how one sheet is read. Pure; the server applies it. */
import type { ProposalWish, SheetCorrection } from '../../contract.ts';

export interface Draft {
  /** Set aside what was said of earlier files of this shape. */
  readonly forget: boolean;
  readonly corrections: readonly SheetCorrection[];
  /** The draft before the last step; null at the start. */
  readonly before: Draft | null;
}

export const NO_DRAFT: Draft = { forget: false, corrections: [], before: null };

/** A further correction. */
export function withCorrection(draft: Draft, one: SheetCorrection): Draft {
  return { ...draft, corrections: [...draft.corrections, one], before: draft };
}

/** The reading as first proposed: without one's own corrections and without remembered ones. */
export function originalOf(draft: Draft): Draft {
  return { forget: true, corrections: [], before: draft };
}

/** What is sent with a request. */
export function wishOf({ forget, corrections }: Draft): ProposalWish {
  return { ...(forget && { forget }), ...(corrections.length > 0 && { corrections: [...corrections] }) };
}

/** Whether the reading shown may differ from the first proposal. */
export function isTouched(draft: Draft, remembered: boolean): boolean {
  return draft.corrections.length > 0 || (remembered && !draft.forget);
}
