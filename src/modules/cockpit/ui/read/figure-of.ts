import type { Cell, CellFlag, CellStatus, Growth, IndicatorHead } from '#contract/indicators';
import type { Say } from '#web/i18n/texts.ts';
import type { Figure, FigureState } from '#web/kit/figure.ts';
import type { CockpitText } from '../i18n.ts';

const STATES: Readonly<Record<CellStatus, FigureState>> = {
  ok: 'final',
  estimated: 'estimated',
  missing: 'missing',
  'not-due': 'not-due',
  late: 'late',
  suppressed: 'suppressed',
  merged: 'not-due',
  'not-applicable': 'missing',
  'zero-base': 'zero-base',
  'sign-flip': 'sign-flip',
  refused: 'missing',
};

/** States whose usual word in the kit says something else. */
const STATE_WORDS = {
  merged: 'state.merged',
  'not-applicable': 'state.not-applicable',
  refused: 'state.refused',
} as const;

/** Marks that a reader must see beside the digits, the gravest first (R13); what is simulated is said by the badge. */
const FLAG_WORDS = [
  ['unreleased', 'flag.unreleased'],
  ['doubtful', 'flag.doubtful'],
  ['corrected', 'flag.corrected'],
  ['caliber-changed', 'flag.caliber-changed'],
  ['base-adjusted', 'flag.base-adjusted'],
  ['derived', 'flag.derived'],
] as const satisfies readonly (readonly [CellFlag, CockpitText])[];

type Trusted = Pick<Cell, 'value' | 'status' | 'flags'>;

/** A cell as the kit shows it: digits, or the word for why there are none, and the gravest mark. */
export function figureOf(cell: Trusted, style: { decimals: number; signed?: boolean }, say: Say<CockpitText>): Figure {
  const estimated = cell.status === 'ok' && cell.flags?.includes('estimated');
  const word = wordOf(cell);
  return {
    ...style,
    value: cell.value,
    state: estimated ? 'estimated' : STATES[cell.status],
    ...(word && { word: say(word) }),
  };
}

function wordOf({ status, flags = [] }: Trusted): CockpitText | undefined {
  if (status === 'merged' || status === 'not-applicable' || status === 'refused') return STATE_WORDS[status];
  return FLAG_WORDS.find(([flag]) => flags.includes(flag))?.[1];
}

/** A growth as a figure with its sign; where it has words and no number (由负转正), the words (R4). */
export function growthFigure(growth: Growth | undefined): Figure {
  if (!growth) return { value: null };
  const { value, status, words } = growth;
  if (value !== null) return { value, decimals: 1, signed: true };
  const turned = status === 'zero-base' || status === 'sign-flip';
  return { value: null, state: STATES[status], ...((turned || status === 'not-applicable') && { word: words }) };
}

/** Whether a figure is itself a growth and wants its plus sign. */
export function isGrowth({ measure }: Pick<IndicatorHead, 'measure'>): boolean {
  return measure === 'growth';
}
