import { checked } from '../../olap/dataset.ts';
import type { Check } from '../contract.ts';
import { countPresent, isRowCheck, Params, type RowCondition, rowCondition } from './condition.ts';
import { count, figure, type Pass, type RuleCheck, type Scene, type Tally } from './pass.ts';

/** Distinct periods that a freshness rule looks through. */
const PERIODS = 20_000;

interface Part {
  readonly select: readonly string[];
  read(cells: readonly unknown[], rows: number): Omit<Tally, 'ruleId'>;
}

/** Whether one scan of the relation answers a check. */
export function isScanCheck({ kind }: Check): boolean {
  return !['unique', 'reference', 'reconcile', 'sql'].includes(kind);
}

/** All rules that single rows or sums over all rows decide: one scan. It always counts the rows. */
export function scanPass(rules: readonly RuleCheck[], scene: Scene): Pass {
  const params = new Params();
  const parts = rules.map(({ check }) => partOf(check, scene, params));
  const select = ['count()', ...parts.flatMap((part) => part.select)];
  return {
    group: 'scan',
    rules,
    sql: `SELECT ${select.join(',\n  ')}\nFROM ${scene.relation}`,
    params: params.values,
    read: (row) => {
      const rows = count(row[0]);
      let from = 1;
      const tallies = rules.map(({ id }, i) => {
        const part = parts[i];
        const cells = row.slice(from, from + (part?.select.length ?? 0));
        from += cells.length;
        return { ruleId: id, ...(part?.read(cells, rows) ?? NOTHING) };
      });
      return { rows, tallies };
    },
  };
}

const NOTHING = { checked: 0, failed: 0, measure: null };

function partOf(check: Check, scene: Scene, params: Params): Part {
  if (isRowCheck(check)) return rowPart(rowCondition(check, scene.numeric, params));
  if (check.kind === 'row-count') return { select: [], read: (_, rows) => bounded(rows, check) };
  if (check.kind === 'aggregate') return aggregatePart(check, scene);
  if (check.kind === 'freshness') return freshnessPart(check, scene);
  throw new Error(`${check.kind} is not decided by a scan`);
}

function rowPart({ looksAt, bad }: RowCondition): Part {
  return {
    select: [...(looksAt === null ? [] : [looksAt]), `countIf(${bad})`],
    read: (cells, rows) => ({
      checked: looksAt === null ? rows : count(cells[0]),
      failed: count(cells.at(-1)),
      measure: null,
    }),
  };
}

const AGGREGATES = { sum: 'sumKahan', mean: 'avg', min: 'min', max: 'max' } as const;

function aggregatePart(check: Extract<Check, { kind: 'aggregate' }>, { numeric }: Scene): Part {
  const column = checked(check.column);
  const number = numeric.has(column) ? column : `toFloat64OrNull(${column})`;
  return {
    select: [`${AGGREGATES[check.of]}(${number})`, countPresent(column, numeric)],
    // Nothing to add up is no sum of zero: the rule is not met.
    read: ([value, there]) => bounded(count(there) === 0 ? null : figure(value), check),
  };
}

function freshnessPart({ by, days }: Extract<Check, { kind: 'freshness' }>, scene: Scene): Part {
  if (by === 'commit') return { select: [], read: () => bounded(scene.ageOfCommit, { max: days }) };
  return {
    select: [`groupUniqArray(${PERIODS})(period)`],
    read: ([list]) => {
      const periods = Array.isArray(list) ? list : [];
      const ages = periods.flatMap((period) => scene.ageOfPeriod(String(period)) ?? []);
      return bounded(ages.length === 0 ? null : Math.min(...ages), { max: days });
    },
  };
}

/** One figure against its bounds; a figure that is absent keeps none. */
function bounded(measure: number | null, { min = -Infinity, max = Infinity }: { min?: number; max?: number }) {
  const good = measure !== null && measure >= min && measure <= max;
  return { checked: 1, failed: good ? 0 : 1, measure };
}
