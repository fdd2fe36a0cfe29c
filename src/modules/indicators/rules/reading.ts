/** Fits the period a table states to the frequency and basis of an indicator (R3: 上半年 is Q2 of a quarterly one). */
import { type Basis, runsFromJanuary } from '#platform/period/basis.ts';
import { FREQUENCIES, frequencyOf, type PeriodKey, partOf } from '#platform/period/key.ts';
import { type PeriodReading, periodAs } from '#platform/period/text.ts';
import type { IndicatorDefinition } from './definition.ts';

export type FittedPeriod =
  | { ok: true; key: PeriodKey; basis: Basis }
  | { ok: false; code: 'frequency-differs' | 'basis-differs'; words: string };

/**
 * The key and basis under which a stated figure is stored. Refused when no period of the indicator ends there, when a
 * longer span is neither cumulative nor a point in time (the year's figure is not December's), or when the text states
 * a basis the indicator does not have.
 */
export function fitPeriod(
  stated: PeriodReading,
  definition: Pick<IndicatorDefinition, 'frequency' | 'basis' | 'alsoBasis'>,
): FittedPeriod {
  const key = periodAs(stated.key, definition.frequency);
  if (!key) return refuse('frequency-differs', `${stated.key}与指标频度不符`);
  const basis = fittedBasis(stated.basis, definition);
  if (!basis) return refuse('basis-differs', '表头口径与指标口径不符');
  if (isLonger(stated.key, key) && !reachesBack(stated, basis)) {
    return refuse('frequency-differs', `${stated.key}的跨度大于指标频度，不是期末数或累计数`);
  }
  return { ok: true, key, basis };
}

function fittedBasis(
  stated: PeriodReading['basis'],
  { basis, alsoBasis }: Pick<IndicatorDefinition, 'basis' | 'alsoBasis'>,
): Basis | null {
  if (stated === null || stated === basis || stated === alsoBasis) return stated ?? basis;
  // A flow may be stated either way; an index or a mean over 1—n月 is the cumulative mean; rates keep theirs.
  if (basis === 'CUM' && stated === 'CUR') return 'CUR';
  if (basis === 'CUR' && stated === 'CUM') return 'CUM';
  if ((basis === 'IDX' || basis === 'AVG') && runsFromJanuary(stated)) return 'AVG';
  if (basis === 'AVG' && stated === 'CUR') return 'CUR';
  return basis === 'RATE' && stated !== 'PT' ? 'RATE' : null;
}

function isLonger(stated: PeriodKey, key: PeriodKey): boolean {
  return FREQUENCIES.indexOf(frequencyOf(stated)) < FREQUENCIES.indexOf(frequencyOf(key));
}

/** Whether a figure of the longer span is also the figure of its last part. */
function reachesBack(stated: PeriodReading, basis: Basis): boolean {
  if (basis === 'PT') return true;
  const opensYear = frequencyOf(stated.key) === 'Y' || partOf(stated.key) === 1;
  return runsFromJanuary(basis) && (stated.basis === 'CUM' || stated.basis === 'AVG' || opensYear);
}

function refuse(code: 'frequency-differs' | 'basis-differs', words: string): FittedPeriod {
  return { ok: false, code, words };
}
