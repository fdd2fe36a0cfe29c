import { yearOf } from '#platform/period/key.ts';
import type { IndicatorDefinition } from '../../rules/definition.ts';
import { chance, seedOf } from './noise.ts';
import type { DemoRow } from './series.ts';

/**
 * The troubles of real life, at fixed places, so that a screen of demo data is as uneven as a real one and every state
 * of a figure can be seen.
 */
const LATE_DEPARTMENT = 'D14';
const MISSING_CITY = { indicator: 'JJ015', region: '140900' };
const SMALL_BASE = { indicator: 'JJ017', region: '140927' };
const JUST_OVER = { indicator: 'JL001', region: '141000' };
const ESTIMATED = { indicator: 'JJ026', region: '140300' };
const CORRECTED = { indicator: 'JJ008', region: '140000' };
const COAL = { indicator: 'NY001', regions: ['140200', '140600'] };

/** What a definition's rows of one region become: some late, some estimated, some revised. Oldest first, in and out. */
export function troubled(definition: IndicatorDefinition, rows: readonly DemoRow[], target: number | null): DemoRow[] {
  const steps = [withoutLatest, smallBase, coalDown, justOver, estimated, revised, gaps];
  return steps.reduce<readonly DemoRow[]>((current, step) => step(definition, current, target), rows).slice();
}

type Step = (definition: IndicatorDefinition, rows: readonly DemoRow[], target: number | null) => readonly DemoRow[];

const isAt = (row: DemoRow | undefined, place: { indicator: string; region: string }): boolean =>
  row?.indicator === place.indicator && row.region === place.region;

/** A department that is late with everything, one city missing from a ranking, and a scatter of late places. */
const withoutLatest: Step = (definition, rows) => {
  const first = rows[0];
  if (!first || definition.frequency === 'h') return rows;
  const isProvince = first.region === '140000';
  const scattered = !isProvince && chance(seedOf('late', definition.code, first.region)) < 0.012;
  const late = definition.ownerDept === LATE_DEPARTMENT || isAt(first, MISSING_CITY) || scattered;
  return late ? rows.slice(0, -1) : rows;
};

/** A county whose amount of the year before was next to nothing: its growth means little. */
const smallBase: Step = (_definition, rows) => {
  const last = rows.at(-1);
  if (!last || !isAt(last, SMALL_BASE)) return rows;
  const lastYear = yearOf(last.period) - 1;
  return rows.map((row) => (yearOf(row.period) === lastYear ? { ...row, value: 0.02 } : row));
};

/** Coal falls this year where it weighs most. */
const coalDown: Step = (_definition, rows) => {
  const first = rows[0];
  if (!first || first.indicator !== COAL.indicator || !COAL.regions.includes(first.region)) return rows;
  const thisYear = yearOf(rows.at(-1)?.period ?? first.period);
  return rows.map((row) =>
    yearOf(row.period) === thisYear && row.value !== null
      ? { ...row, value: row.value * 0.84, growth: row.growth === null ? null : row.growth - 16 }
      : row,
  );
};

/** A completion that stands a hair above its target. */
const justOver: Step = (_definition, rows, target) => {
  const last = rows.at(-1);
  if (!last || target === null || !isAt(last, JUST_OVER)) return rows;
  return [...rows.slice(0, -1), { ...last, value: Number((target * 1.002).toFixed(3)) }];
};

/** A figure that was put in by estimate. */
const estimated: Step = (_definition, rows) => {
  const last = rows.at(-1);
  return last && isAt(last, ESTIMATED)
    ? [...rows.slice(0, -1), { ...last, flags: [...last.flags, 'estimated' as const] }]
    : rows;
};

const YEAR_MS = 365 * 86_400_000;

/** National accounts are revised after a year; one month of profits was corrected by its owner. */
const revised: Step = (definition, rows) => {
  const newest = rows.at(-1)?.at.getTime() ?? 0;
  const final = definition.vintages.at(-1);
  const chain = definition.vintages.length > 1 && definition.revised && final !== undefined;
  return rows.flatMap((row, index) => {
    if (chain && row.value !== null && newest - row.at.getTime() > YEAR_MS) return [row, finalOf(row, final)];
    const isCorrected = isAt(row, CORRECTED) && index === rows.length - 3 && row.value !== null;
    return isCorrected ? [row, correctionOf(row)] : [row];
  });
};

function finalOf(row: DemoRow, stage: DemoRow['stage']): DemoRow {
  const factor = 1 + (chance(seedOf('revision', row.indicator, row.region, row.period)) - 0.35) * 0.012;
  return { ...row, stage, at: new Date(row.at.getTime() + YEAR_MS * 0.9), value: (row.value ?? 0) * factor };
}

function correctionOf(row: DemoRow): DemoRow {
  const at = new Date(row.at.getTime() + 9 * 86_400_000);
  return { ...row, stage: 'corrected', at, value: (row.value ?? 0) * 0.974, flags: [...row.flags, 'corrected'] };
}

/** Sensors fail now and then: the hour is missing, never zero. */
const gaps: Step = (definition, rows) => {
  if (definition.frequency !== 'h') return rows;
  return rows.map((row) =>
    chance(seedOf('gap', row.indicator, row.region, row.period)) < 0.02 ? { ...row, value: null } : row,
  );
};
