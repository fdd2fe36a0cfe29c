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

function indexRun(run: Run): Map<string, Fact> {
  return new Map(
    run[3].map(([period, value, growth, mark, stage, at, publication]) => [
      period,
      { value, growth, mark, stage, at, publication },
    ]),
  );
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
