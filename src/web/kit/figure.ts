import { formatNumber, NO_FIGURE } from './number.ts';

/**
 * What is the matter with a figure.
 * `final` nothing; `estimated` shown and marked; `missing` never came; `late` overdue; `not-due` not expected yet;
 * `zero-base` and `sign-flip` a growth that has no percentage (R4); `suppressed` not shown to this reader.
 */
export const figureStates = [
  'final',
  'estimated',
  'missing',
  'late',
  'not-due',
  'zero-base',
  'sign-flip',
  'suppressed',
] as const;
export type FigureState = (typeof figureStates)[number];

/** A number as it is shown: never a bare number, so that "no figure" cannot pass for zero. */
export interface Figure {
  readonly value: number | null;
  readonly decimals?: number;
  /** Show the plus sign: growth and differences. */
  readonly signed?: boolean;
  readonly state?: FigureState;
  /** The word to show for the state instead of the usual one, such as 由负转正 or 缺 2 市. */
  readonly word?: string;
}

/** The state of a figure; a null without a state is missing, whatever the sender meant. */
export function stateOf(figure: Figure): FigureState {
  if (figure.state && figure.state !== 'final') return figure.state;
  return figure.value === null ? 'missing' : 'final';
}

/** The digits of a figure, or a dash where no figure may or can be shown. */
export function figureText(figure: Figure): string {
  if (figure.value === null || stateOf(figure) === 'suppressed') return NO_FIGURE;
  return formatNumber(figure.value, { decimals: figure.decimals, signed: figure.signed });
}

/** Whether digits are shown at all. */
export function isShown(figure: Figure): boolean {
  return figureText(figure) !== NO_FIGURE;
}
