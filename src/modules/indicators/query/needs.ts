/** Which figures an answer needs: said by indicator and period, gathered into few fetches. */
import type { Basis } from '#platform/period/basis.ts';
import { type PeriodKey, partOf, periodRange, shiftPeriod } from '#platform/period/key.ts';
import type { KnownIndicator } from '../known.ts';
import type { Fetch } from '../olap/read.ts';
import { cumulativeBefore } from '../rules/current.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import { isOpen, type World } from './world.ts';

export interface NeedBook {
  /** Note figures (observed or to be derived) that will be looked at. */
  figures(indicator: KnownIndicator, basis: Basis, regions: readonly string[], periods: readonly PeriodKey[]): void;
  fetches(): Fetch[];
}

interface Need {
  readonly indicator: string;
  readonly basis: Basis;
  readonly regions: readonly string[];
  readonly periods: Set<PeriodKey>;
}

/**
 * A book of needs. It is the one gate between a question and the warehouse: figures that the actor may not see are not
 * fetched at all, whatever operator would have looked at them.
 */
export function openNeeds(world: World): NeedBook {
  const needs = new Map<string, Need>();
  const note = (indicator: KnownIndicator, basis: Basis, regions: readonly string[], periods: readonly PeriodKey[]) => {
    const key = `${indicator.code} ${basis} ${regions.join()}`;
    const need = needs.get(key) ?? { indicator: indicator.code, basis, regions, periods: new Set() };
    for (const period of periods) if (isOpen(world, indicator, period)) need.periods.add(period);
    if (regions.length > 0 && need.periods.size > 0) needs.set(key, need);
  };
  return {
    figures: (indicator, basis, regions, periods) => {
      note(indicator, basis, regions, periods);
      const from = derivedFrom(indicator.current.definition, basis);
      if (from)
        note(
          indicator,
          from,
          regions,
          periods.flatMap((p) => sourcePeriods(indicator.current.definition, basis, p)),
        );
    },
    fetches: () => gather([...needs.values()]),
  };
}

/** The basis out of which figures of another basis may be derived; null when they must be observed. */
export function derivedFrom({ basis, measure }: IndicatorDefinition, wanted: Basis): Basis | null {
  if (measure !== 'amount') return null;
  if (wanted === 'CUR' && basis === 'CUM') return 'CUM';
  return wanted === 'CUM' && basis === 'CUR' ? 'CUR' : null;
}

/** Periods whose figures on the other basis make up a derived figure. */
export function sourcePeriods(definition: IndicatorDefinition, wanted: Basis, period: PeriodKey): PeriodKey[] {
  if (wanted === 'CUM') return sinceJanuary(definition, period);
  const before = cumulativeBefore(period, definition);
  return before ? [before, period] : [period];
}

/** The periods of the year up to this one that have figures of their own, in order. */
export function sinceJanuary({ mergedJanFeb }: IndicatorDefinition, period: PeriodKey): PeriodKey[] {
  const first = shiftPeriod(period, 1 - partOf(period));
  const opens = mergedJanFeb && partOf(period) > 1 ? shiftPeriod(first, 1) : first;
  return periodRange(opens, period);
}

/** A period and the one a year before it. */
export function withLastYear({ calendar }: World, period: PeriodKey): PeriodKey[] {
  const base = calendar.lastYear(period);
  return base ? [base, period] : [period];
}

/** The basis on which a period is compared with the one before: amounts by their own period, the rest as they are. */
export function chainBasis({ measure }: IndicatorDefinition, basis: Basis): Basis {
  return measure === 'amount' && basis === 'CUM' ? 'CUR' : basis;
}

/** A period and the last reported one before it. */
export function withPrevious(
  { calendar }: World,
  { mergedJanFeb }: IndicatorDefinition,
  period: PeriodKey,
): PeriodKey[] {
  return [calendar.previous(period, mergedJanFeb), period];
}

/** Needs with the same basis, regions and periods go together: most indicators of a screen share them. */
function gather(needs: readonly Need[]): Fetch[] {
  const groups = new Map<string, { indicators: string[]; need: Need; periods: string[] }>();
  for (const need of needs) {
    const periods = [...need.periods].sort();
    const key = `${need.basis} ${need.regions.join()} ${periods.join()}`;
    const group = groups.get(key) ?? { indicators: [], need, periods };
    group.indicators.push(need.indicator);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ indicators, need, periods }) => ({
    indicators,
    regions: need.regions,
    basis: need.basis,
    periods,
  }));
}
