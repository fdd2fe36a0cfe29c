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
  const series = new Map(runs.map((run) => [`${run[0]} ${run[2]} ${run[1]}`, indexRun(run)]));
  return {
    at: (indicator, basis, region, period) => series.get(`${indicator} ${basis} ${region}`)?.get(period) ?? null,
  };
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
