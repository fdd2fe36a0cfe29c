/** yoy, mom, ytd, progress and trend of one place. The rules stand in `rules/`; here their facts are brought together. */
import { yearOf } from '#platform/period/key.ts';
import type { Cell, Growth, Progress, Trend } from '../contract.ts';
import { isBroken } from '../known.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import { periodGrowth, yearGrowth } from '../rules/growth.ts';
import { isMergedJanuary } from '../rules/merge.ts';
import { progressOf } from '../rules/progress.ts';
import { PROGRESS_CURVES } from '../seed/curves.ts';
import { flagsOf } from './facts.ts';
import { cellAt, factAt, firstKnown, type Ground, moved, type Place, valueAt } from './figure.ts';
import { chainBasis } from './needs.ts';

const BROKEN = '口径变动，与上年同期不可比';

/** Growth on the year. Figures on the two sides of a change of caliber are no base for each other (R17). */
export function yearGrowthAt(ground: Ground, place: Place): Growth {
  const { definition } = place.indicator.current;
  const base = ground.world.calendar.lastYear(place.period);
  const broken = base !== null && isBroken(place.indicator, base, place.period);
  const published = factAt(ground, place)?.growth ?? null;
  const value = valueAt(ground, place);
  if (value === null && published !== null && definition.growthMethod !== 'index')
    return growthAlone(definition, published);
  const growth = yearGrowth(definition, {
    value,
    base: base && !broken ? valueAt(ground, moved(place, base)) : null,
    published,
  });
  const comparable = !broken || value === null || growth.source === 'published' || growth.status === 'not-applicable';
  return comparable ? growth : { ...growth, value: null, status: 'refused', words: BROKEN };
}

/** Of some figures only the growth is published: it stands without them. */
function growthAlone(definition: IndicatorDefinition, published: number): Growth {
  return yearGrowth(definition, { value: published, base: null, published });
}

/** Growth on the period before; cumulative amounts are compared by what each period brought. */
export function periodGrowthAt(ground: Ground, place: Place): Growth {
  const { definition } = place.indicator.current;
  const own = { ...place, basis: chainBasis(definition, place.basis) };
  const value = valueAt(ground, own);
  const refused = value === null ? cellAt(ground, own) : null;
  if (refused?.status === 'refused') {
    return { value: null, unit: '%', status: 'refused', words: refused.note ?? '不能推算' };
  }
  const before = ground.world.calendar.previous(place.period, definition.mergedJanFeb);
  const broken = isBroken(place.indicator, before, place.period);
  const base = broken ? null : valueAt(ground, moved(own, before));
  return periodGrowth(definition, definition.frequency, { value, base });
}

/** The cumulative figure of the year so far. */
export function yearToDateAt(ground: Ground, place: Place): Cell {
  const { basis } = place.indicator.current.definition;
  return cellAt(ground, { ...place, basis: basis === 'CUR' ? 'CUM' : basis });
}

/** Progress towards the year's target, always by the indicator's own basis. */
export function progressAt(ground: Ground, place: Place): Progress {
  const { definition } = place.indicator.current;
  const own = { ...place, basis: definition.basis };
  const target = ground.targets.at(definition.code, place.region, yearOf(place.period));
  const curve = target?.curve ?? PROGRESS_CURVES[definition.progressCurve];
  return progressOf(definition, {
    key: place.period,
    value: valueAt(ground, own),
    yoy: definition.targetKind === 'growth' ? percentOf(yearGrowthAt(ground, own)) : null,
    target: target?.value ?? null,
    ...(curve ? { curve } : {}),
  });
}

const percentOf = (growth: Growth): number | null => (growth.unit === '%' ? growth.value : null);

/**
 * The figures of the last `length` periods, or of those since records begin, with marks where a gap or a break needs a
 * word.
 */
export function trendAt(ground: Ground, place: Place, length: number): Trend {
  const first = firstKnown(ground.world, place);
  const periods = ground.world.calendar.back(place.period, length).filter((period) => !first || period >= first);
  const cells = periods.map((period) => valueAt(ground, moved(place, period)));
  const marks = periods.flatMap((period, i) => marksAt(ground, moved(place, period), cells[i] ?? null));
  return { periods, values: cells, marks };
}

function marksAt(ground: Ground, place: Place, value: number | null): Trend['marks'] {
  const { period } = place;
  const breaks: Trend['marks'] = startsAnew(ground, place) ? [{ period, mark: 'caliber-changed' }] : [];
  if (value === null) return [...breaks, { period, mark: gapAt(ground, place) }];
  const flags = flagsOf(factAt(ground, place)?.mark ?? '').filter((flag) => flag !== 'simulated');
  return [...breaks, ...flags.map((mark) => ({ period, mark }))];
}

function gapAt(ground: Ground, place: Place) {
  const { mergedJanFeb } = place.indicator.current.definition;
  return isMergedJanuary(place.period, mergedJanFeb) ? 'merged' : cellAt(ground, place).status;
}

/** Whether the series breaks between the last reported period and this one. */
function startsAnew({ world }: Ground, { indicator, period }: Place): boolean {
  if (indicator.breaks.length === 0) return false;
  const before = world.calendar.previous(period, indicator.current.definition.mergedJanFeb);
  return isBroken(indicator, before, period);
}
