/** What a person has changed so far in how one sheet is read. Pure; the server applies it. */
import type { ProposalWish, SheetCorrection } from '../../contract.ts';

export interface Draft {
  /** Set aside what was said of earlier files of this shape. */
  readonly forget: boolean;
  readonly corrections: readonly SheetCorrection[];
}

export const NO_DRAFT: Draft = { forget: false, corrections: [] };

export function withCorrection(draft: Draft, one: SheetCorrection): Draft {
  return { ...draft, corrections: [...draft.corrections, one] };
}

/** The draft before its last correction. */
export function withoutLast(draft: Draft): Draft {
  return { ...draft, corrections: draft.corrections.slice(0, -1) };
}

/** The reading as first proposed: without one's own corrections and without remembered ones. */
export const ORIGINAL: Draft = { forget: true, corrections: [] };

/** What is sent with a request. */
export function wishOf({ forget, corrections }: Draft): ProposalWish {
  return { ...(forget && { forget }), ...(corrections.length > 0 && { corrections: [...corrections] }) };
}

/** Whether the reading shown may differ from the first proposal. */
export function isTouched(draft: Draft, remembered: boolean): boolean {
  return draft.corrections.length > 0 || (remembered && !draft.forget);
}
