import { CELL_FLAGS, type CellFlag, VINTAGE_STAGES, type VintageStage } from '../contract.ts';
import type { Run } from '../olap/read.ts';

/** One observed figure, the latest vintage of it. */
export interface Fact {
  /** In the unit of the indicator; null: reported as absent, or only its growth was. */
  readonly value: number | null;
  /** The published growth. */
  readonly growth: number | null;
  readonly mark: string;
  readonly stage: string;
  /** Milliseconds. */
  readonly at: number;
  readonly publication: number;
}

/** What has been read, for looking up. */
export interface Facts {
  at(indicator: string, basis: string, region: string, period: string): Fact | null;
}

/** Index what the warehouse gave. */
export function indexFacts(runs: readonly Run[]): Facts {
  const root: Branch<Branch<Branch<Branch<Fact>>>> = new Map();
  for (const run of runs) {
    const [indicator, region, basis] = run;
    branch(branch(root, indicator), basis).set(region, indexRun(run));
  }
  return {
    at: (indicator, basis, region, period) => root.get(indicator)?.get(basis)?.get(region)?.get(period) ?? null,
  };
}

type Branch<T> = Map<string, T>;

function branch<T>(parent: Branch<Branch<T>>, key: string): Branch<T> {
  const child = parent.get(key) ?? new Map<string, T>();
  parent.set(key, child);
  return child;
}

/** Of the two points that a period may have, the one with a figure counts; the other may still bring its growth. */
function indexRun(run: Run): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const [period, value, growth, mark, stage, at, publication] of run[3]) {
    const known = facts.get(period);
    if (!known) facts.set(period, { value, growth, mark, stage, at, publication });
    else if (known.value === null)
      facts.set(period, { value, growth: growth ?? known.growth, mark, stage, at, publication });
    else if (known.growth === null) facts.set(period, { ...known, growth });
  }
  return facts;
}

/** The flags of a stored mark; words that are none of the contract are dropped. */
export function flagsOf(mark: string): CellFlag[] {
  if (mark === '') return [];
  const words = mark.split(',');
  return CELL_FLAGS.filter((flag) => words.includes(flag));
}

export function stageOf(stage: string): VintageStage | null {
  return VINTAGE_STAGES.find((known) => known === stage) ?? null;
}
