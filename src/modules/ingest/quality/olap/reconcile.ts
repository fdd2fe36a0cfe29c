import { checked } from '../../olap/dataset.ts';
import type { Check } from '../contract.ts';
import { Params } from './condition.ts';
import type { Of } from './grouped.ts';
import { count, figure, type Pass, type Scene } from './pass.ts';

type Reconcile = Extract<Check, { kind: 'reconcile' }>;

/** R16: reconciliations that compare the same places by the same columns share one statement, up to so many. */
const TOGETHER = 20;

export function reconcilePasses(rules: readonly Of<'reconcile'>[], scene: Scene): Pass[] {
  const alike = new Map<string, Of<'reconcile'>[]>();
  for (const rule of rules) {
    const { whole, by, zones, parts } = rule.check;
    const key = JSON.stringify([whole, by ?? [], zones ?? [], parts?.resourceId ?? null]);
    alike.set(key, [...(alike.get(key) ?? []), rule]);
  }
  return [...alike.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / TOGETHER) }, (_, i) =>
      reconcilePass(group.slice(i * TOGETHER, (i + 1) * TOGETHER), scene),
    ),
  );
}

/** Sums of whole and parts by period, and how many groups differ by more than the tolerance. */
function reconcilePass(rules: readonly Of<'reconcile'>[], scene: Scene): Pass {
  const params = new Params();
  const checks = rules.map(({ check }) => check);
  const groups = reconcileGroups(checks, scene, params);
  const select = groups.rules.flatMap(({ complete, bad, share }) => {
    return [`countIf(${complete})`, `countIf(${complete} AND ${bad})`, `maxIf(${share}, ${complete})`];
  });
  return {
    group: 'reconcile',
    rules,
    sql: `SELECT ${select.join(',\n  ')}\nFROM (${groups.sql})`,
    params: params.values,
    read: (row) => ({
      rows: null,
      tallies: rules.map(({ id }, i) => {
        const [compared, failed, worst] = row.slice(3 * i, 3 * i + 3);
        return { ruleId: id, checked: count(compared), failed: count(failed), measure: figure(worst) };
      }),
    }),
  };
}

/**
 * One row a period (and each value of `by`): for the k-th check `whole<k>`, `parts<k>` and whether they can be compared,
 * which they can when the whole is there and no part is missing. Of several batches the newest figure of a place counts.
 */
export function reconcileGroups(checks: readonly Reconcile[], scene: Scene, params: Params) {
  const [first] = checks;
  if (!first) throw new Error('nothing to reconcile');
  const by = ['period', ...(first.by ?? []).map(checked)];
  const places = [...scene.partsOf(first.whole), ...(first.zones ?? [])];
  const whole = params.of([first.whole], 'Array(String)');
  const parts = params.of(places, 'Array(String)');
  const theirs = first.parts ? scene.others.get(first.parts.resourceId)?.relation : undefined;
  const own = figuresOf(
    scene.relation,
    checks.map(({ column }) => column),
    by,
  );
  const figures = first.parts
    ? [
        own(whole),
        ...(theirs
          ? [
              figuresOf(
                theirs,
                checks.map((check) => check.parts?.column ?? check.column),
                by,
              )(parts),
            ]
          : []),
      ].join('\n    UNION ALL ')
    : own(params.of([first.whole, ...places], 'Array(String)'));
  const sums = checks.map((_, k) => {
    const isPart = `place IN ${parts} AND isNotNull(v${k})`;
    return `sumIf(v${k}, place IN ${whole}) AS whole${k}, sumIf(v${k}, ${isPart}) AS parts${k},
    countIf(place IN ${whole} AND isNotNull(v${k})) AS n${k}, countIf(${isPart}) AS p${k}`;
  });
  return {
    by,
    sql: `SELECT ${by.join(', ')},\n    ${sums.join(',\n    ')}\n    FROM (${figures})\n    GROUP BY ${by.join(', ')}`,
    rules: checks.map(({ tolerance }, k) => ({
      complete: `n${k} > 0 AND p${k} = ${places.length}`,
      bad: `abs(whole${k} - parts${k}) > (${params.of(tolerance, 'Float64')} + 1e-9) * abs(whole${k})`,
      share: `if(whole${k} = 0, NULL, abs(whole${k} - parts${k}) / abs(whole${k}))`,
    })),
  };
}

/** The newest figures of each place among `regions`. */
function figuresOf(relation: string, columns: readonly string[], by: readonly string[]) {
  const newest = columns.map((name, k) => `argMax(${checked(name)}, bitShiftLeft(_batch, 32) + _row) AS v${k}`);
  return (regions: string) =>
    `SELECT ${by.join(', ')}, region AS place, ${newest.join(', ')} FROM ${relation}
    WHERE region IN ${regions} GROUP BY ${by.join(', ')}, region`;
}
