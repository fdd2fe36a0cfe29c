/** R9: progress towards the annual target against the progress of time; room left for limits. */
import { roundDecimal, subtractDecimal } from '#platform/decimal.ts';
import { endOf, type PeriodKey, yearOf } from '#platform/period/key.ts';
import type { Progress } from '../contract.ts';
import type { IndicatorDefinition } from './definition.ts';
import { figureWords } from './wording.ts';

export type ProgressTraits = Pick<IndicatorDefinition, 'targetKind' | 'measure' | 'unit' | 'decimals'>;

export interface ProgressFacts {
  key: PeriodKey;
  value: number | null;
  /** Growth on the year in %, for targets set on growth. */
  yoy?: number | null;
  target: number | null;
  /** Cumulative share of the year's total at the end of each month, %, 12 points; months ÷ 12 when absent. */
  curve?: readonly number[];
}

/**
 * Progress of one figure. Amounts and completion rates have share, time share and gap; growth targets a gap in pp;
 * ceilings (PM2.5) and floors a headroom in the unit of the figure and no share, because a percentage of a limit says
 * nothing.
 */
export function progressOf(traits: ProgressTraits, facts: ProgressFacts): Progress {
  const { value } = facts;
  if (traits.targetKind === 'none') return { status: 'not-applicable', words: '该指标不设年度目标' };
  if (value === null) return { status: 'missing', words: '缺本期数' };
  const target = traits.targetKind === 'completion' ? 100 : facts.target;
  if (target === null) return { status: 'missing', words: '年度目标未下达' };
  if (traits.targetKind === 'growth') return growthProgress(traits, facts, target);
  if (traits.targetKind === 'ceiling') return ceilingProgress(traits, value, target);
  if (traits.targetKind === 'floor') return floorProgress(traits, value, target);
  if (target <= 0) return { status: 'not-applicable', words: '目标不大于零，不计算进度', target };
  return shareProgress(facts, value, target);
}

/** 时序进度, %, one decimal: what share of the year's total is usually done at the end of the period. */
export function timeShare(key: PeriodKey, curve?: readonly number[]): number {
  const [year = 0, month = 12, day = 31] = endOf(key).split('-').map(Number);
  // A school year, and a week across New Year, end in a later year than they are named for.
  if (year > yearOf(key)) return 100;
  const at = (months: number): number => (months === 0 ? 0 : (curve?.[months - 1] ?? (months / 12) * 100));
  const elapsed = day / new Date(Date.UTC(year, month, 0)).getUTCDate();
  return roundDecimal(at(month - 1) + (at(month) - at(month - 1)) * elapsed, 1);
}

/** How far a figure lies above its ceiling, in % of the ceiling; negative below it, null without a positive ceiling. */
export function excessOver(value: number | null, ceiling: number | null): number | null {
  if (value === null || ceiling === null || ceiling <= 0) return null;
  return roundDecimal((subtractDecimal(value, ceiling) * 100) / ceiling, 1);
}

function shareProgress({ key, curve }: ProgressFacts, value: number, target: number): Progress {
  const share = roundDecimal((value * 100) / target, 1);
  const time = timeShare(key, curve);
  // The difference of the two figures as shown, so that the screen adds up.
  const gap = subtractDecimal(share, time);
  const pace =
    gap === 0 ? '与时序进度持平' : `${gap > 0 ? '快于' : '慢于'}时序进度${figureWords(Math.abs(gap))}个百分点`;
  const words = `完成年度目标的${figureWords(share)}%，${pace}`;
  return { status: 'ok', words, target, share, timeShare: time, gap };
}

function growthProgress({ measure }: ProgressTraits, { value, yoy }: ProgressFacts, target: number): Progress {
  const growth = measure === 'growth' ? value : (yoy ?? null);
  if (growth === null) return { status: 'missing', words: '缺同比增速', target };
  const gap = subtractDecimal(growth, target);
  return { status: 'ok', words: `${distanceWords(gap, '年度目标', '个百分点', 1)}`, target, gap };
}

function ceilingProgress({ unit, decimals }: ProgressTraits, value: number, ceiling: number): Progress {
  const headroom = subtractDecimal(ceiling, value);
  const room = figureWords(Math.abs(headroom), decimals);
  const words = headroom < 0 ? `超出控制值${room}${unit}` : `距控制值余量${room}${unit}`;
  return { status: 'ok', words, target: ceiling, headroom };
}

function floorProgress({ unit, decimals }: ProgressTraits, value: number, floor: number): Progress {
  const headroom = subtractDecimal(value, floor);
  const words = distanceWords(headroom, '目标值', unit === '%' ? '个百分点' : unit, decimals);
  return { status: 'ok', words, target: floor, headroom };
}

function distanceWords(distance: number, from: string, unit: string, decimals: number): string {
  if (distance === 0) return `与${from}持平`;
  return `${distance > 0 ? '高于' : '低于'}${from}${figureWords(Math.abs(distance), decimals)}${unit}`;
}
