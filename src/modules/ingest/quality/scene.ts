import { regionsOf } from '#module/identity';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import type { OlapEngine } from '#platform/olap/engine.ts';
import { parseIsoDate } from '#platform/period/day.ts';
import { endOf, isPeriodKey } from '#platform/period/key.ts';
import { openDataset } from '../actions/open-dataset.ts';
import type { NumericColumns } from './olap/condition.ts';
import type { RuleCheck, Scene } from './olap/pass.ts';

/** What rules of a resource are held against now: the relation given, other resources, divisions and the calendar. */
export async function sceneOf(
  platform: Platform,
  input: { relation: string; rules: readonly RuleCheck[]; committedAt: Date | null },
): Promise<Scene> {
  const { relation, rules, committedAt } = input;
  const regions = await regionsOf(platform);
  const today = dayOf(platform.clock.now());
  return {
    relation,
    numeric: await numericColumns(platform.olap, relation),
    others: await othersOf(platform, rules),
    partsOf: (region) => regions.childrenOf(region).map(({ code }) => code),
    ageOfPeriod: (period) => (isPeriodKey(period) ? today - (parseIsoDate(endOf(period)) ?? today) : null),
    ageOfCommit: committedAt === null ? null : today - dayOf(committedAt),
  };
}

const dayOf = (at: Date): number => parseIsoDate(chinaDate(at)) ?? 0;

async function othersOf(platform: Platform, rules: readonly RuleCheck[]): Promise<Scene['others']> {
  const others = new Map<string, { relation: string; numeric: NumericColumns }>();
  for (const id of new Set(rules.flatMap(({ check }) => otherOf(check) ?? []))) {
    const dataset = await openDataset(platform, id);
    if (dataset)
      others.set(id, { relation: dataset.relation, numeric: await numericColumns(platform.olap, dataset.relation) });
  }
  return others;
}

/** The other resource that a check names. */
export function otherOf(check: RuleCheck['check']): string | null {
  if (check.kind === 'reference') return check.resourceId;
  return check.kind === 'reconcile' ? (check.parts?.resourceId ?? null) : null;
}

/** Columns that are no text: absent there is NULL, elsewhere it is empty. */
async function numericColumns(olap: OlapEngine, relation: string): Promise<NumericColumns> {
  const rows = await olap.rows(`DESCRIBE TABLE ${relation}`);
  return new Set(
    rows
      .filter(([, type]) => !/^(Nullable\(|LowCardinality\()?String/.test(String(type)))
      .map(([name]) => String(name)),
  );
}
