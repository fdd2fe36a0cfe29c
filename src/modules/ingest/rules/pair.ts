/** Finds the values that a column of published growth belongs to. */
import type { Draft } from './column-role.ts';
import type { GrowthKind } from './growth.ts';

export interface Pair {
  readonly of: number;
  readonly kind: GrowthKind;
}

/** For each growth column among the value columns, the column that grew. Columns without one are left out. */
export function pairGrowth(values: readonly Draft[]): Map<number, Pair> {
  const levels = values.filter(isLevel);
  const pairs = new Map<number, Pair>();
  for (const draft of values) {
    const found = draft.head.growth ? levelOf(draft, levels) : null;
    if (found && draft.head.growth) pairs.set(draft.index, { of: found.index, kind: draft.head.growth.kind });
  }
  for (const draft of values) {
    const rate = pairs.has(draft.index) ? null : rateBefore(draft, values, pairs);
    if (rate && draft.head.growth) pairs.set(draft.index, { of: rate.index, kind: draft.head.growth.kind });
  }
  return pairs;
}

/** 增速 | 比1—9月加快: points by which a rate grew that has no values beside it. */
function rateBefore(draft: Draft, values: readonly Draft[], pairs: ReadonlyMap<number, Pair>): Draft | null {
  if (!draft.head.growth?.kind.endsWith('Pp')) return null;
  const left = values.filter(({ index }) => index < draft.index).at(-1);
  const isRate = left?.head.growth && !left.head.growth.kind.endsWith('Pp') && !pairs.has(left.index);
  return left && isRate && fits(draft, left) ? left : null;
}

/** Values that may grow: no growth themselves, not 上年同期, not a share or a change of another value. */
function isLevel({ head }: Draft): boolean {
  const { measure, yearAgo } = head.cast;
  return !head.growth && !yearAgo && (!head.isAspect || /余额$/.test(measure?.name ?? ''));
}

function levelOf(growth: Draft, levels: readonly Draft[]): Draft | null {
  const fitting = levels.filter((level) => fits(growth, level));
  const best = preferred(fitting, [
    (level) => growth.head.cast.basis !== null && level.head.cast.basis === growth.head.cast.basis,
    // 社会消费品零售总额_同比增长 stands beside 当期值 and 累计值 alike: unless it says 累计 it is of the former.
    (level) => growth.head.cast.measure !== null && level.head.cast.basis !== 'CUM',
    (level) => sameGroup(growth, level),
    (level) => level.index < growth.index,
  ]);
  if (growth.head.cast.measure === null && !best.some((level) => isNear(growth, level, levels))) return null;
  return latest(best, growth.index);
}

/** Nothing the two headers say may differ: name, period, region. */
function fits(growth: Draft, level: Draft): boolean {
  const [a, b] = [growth.head.cast, level.head.cast];
  const named = a.measure === null || a.measure.name === b.measure?.name;
  const period = a.period === null || b.period === null || a.period.key === b.period.key;
  return (
    named &&
    period &&
    (a.partial ?? b.partial) === (b.partial ?? a.partial) &&
    (!a.region || a.region.code === b.region?.code)
  );
}

/** Keeps those that satisfy each wish in turn, as long as some do. */
function preferred(levels: readonly Draft[], wishes: readonly ((level: Draft) => boolean)[]): readonly Draft[] {
  return wishes.reduce((left, wish) => {
    const kept = left.filter(wish);
    return kept.length > 0 ? kept : left;
  }, levels);
}

function sameGroup(a: Draft, b: Draft): boolean {
  return a.path.length > 1 && a.path[0] === b.path[0];
}

/** A bare 增速 belongs to the values just beside it, or to the same group; not to a column beyond another name. */
function isNear(growth: Draft, level: Draft, levels: readonly Draft[]): boolean {
  const between = levels.filter(({ index }) => index > level.index && index < growth.index);
  const same = between.every(({ head }) => head.cast.measure?.key === level.head.cast.measure?.key);
  return sameGroup(growth, level) || (level.index < growth.index && same);
}

/** Of 2024年 | 2023年 | 增速 the growth is that of the later year; else the nearest column to the left. */
function latest(levels: readonly Draft[], at: number): Draft | null {
  const nearest = levels.toSorted((a, b) => Math.abs(at - a.index) - Math.abs(at - b.index))[0];
  if (!nearest?.head.cast.period) return nearest ?? null;
  const siblings = levels.filter(({ head }) => head.cast.measure?.key === nearest.head.cast.measure?.key);
  return siblings.toSorted((a, b) => periodText(b).localeCompare(periodText(a)))[0] ?? nearest;
}

function periodText(draft: Draft): string {
  return draft.head.cast.period?.key ?? '';
}
