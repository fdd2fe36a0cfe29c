import type { Log } from '#platform/log.ts';
import type { OlapEngine } from '#platform/olap/engine.ts';
import { compile } from './compile.ts';
import type { Pass, RuleCheck, Scene, Tally } from './pass.ts';

export interface Examination {
  readonly rows: number;
  /** Statements that were needed. */
  readonly passes: number;
  readonly tallies: readonly Tally[];
  /** Rules that could not be carried out. */
  readonly failed: readonly string[];
}

/**
 * Hold the rules against the relation. One rule that the engine refuses does not take the others of its pass with it:
 * they are then asked one by one, and it is named in `failed`.
 */
export async function examine(
  { olap, log }: { olap: OlapEngine; log: Pick<Log, 'warn'> },
  rules: readonly RuleCheck[],
  scene: Scene,
): Promise<Examination> {
  const state = { rows: 0, passes: 0, tallies: [] as Tally[], failed: [] as string[] };
  for (const pass of compile(rules, scene)) await carryOut(pass);
  const { rows } = state;
  const queries = new Set(rules.filter(({ check }) => check.kind === 'sql').map(({ id }) => id));
  const tallies = state.tallies.map((tally) =>
    queries.has(tally.ruleId) ? { ...tally, checked: Math.max(rows, tally.failed) } : tally,
  );
  return { ...state, tallies };

  async function carryOut(pass: Pass): Promise<void> {
    state.passes++;
    try {
      const [row = []] = await olap.rows(pass.sql, pass.params, pass.settings);
      const found = pass.read(row);
      state.rows = found.rows ?? state.rows;
      const again = pass.recount?.(found.tallies) ?? null;
      const settled = found.tallies.filter(({ ruleId }) => !again?.rules.some(({ id }) => id === ruleId));
      state.tallies.push(...settled);
      if (again) await carryOut(again);
    } catch (error) {
      const [only, ...more] = pass.rules;
      if (only === undefined) throw error;
      if (more.length > 0) return oneByOne(pass);
      log.warn({ err: error, rule: only.id }, 'a quality rule could not be carried out');
      state.failed.push(only.id);
    }
  }

  /** A scan beside the one of the pass's group counts the rows only. */
  async function oneByOne(pass: Pass): Promise<void> {
    for (const rule of pass.rules)
      for (const single of compile([rule], scene).filter(({ group }) => group === pass.group)) await carryOut(single);
  }
}
