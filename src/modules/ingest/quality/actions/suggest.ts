import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { openDataset } from '../../actions/open-dataset.ts';
import type { Check, Suggestions } from '../contract.ts';
import { qualityErrors } from '../errors.ts';
import { profileOf } from '../olap/profile.ts';
import { columnsOf } from '../rules/check.ts';
import { ruleName } from '../rules/rule-name.ts';
import { suggest } from '../rules/suggest.ts';
import { sceneOf } from '../scene.ts';
import { rulesOf } from '../sql/rule.ts';
import type { QualityTables } from '../tables.ts';
import { mustOwn } from './rules.ts';

/** Columns that are profiled at once. */
const MOST = 200;

/**
 * Rules that the data suggest and that are not laid down yet.
 * @throws {Refusal} `ingest.no-data`, `ingest.not-your-resource`
 */
export async function suggestRules(platform: Platform, actor: Actor, resourceId: string): Promise<Suggestions> {
  await mustOwn(platform, actor, resourceId);
  const dataset = await openDataset(platform, resourceId);
  if (!dataset) throw qualityErrors['no-data']({});
  const { relation } = dataset;
  const { numeric } = await sceneOf(platform, { relation, rules: [], committedAt: null });
  const items = dataset.items.slice(0, MOST).map(({ columnName, name, role, unit }) => {
    return { column: columnName, name, role, unit };
  });
  const profile = await profileOf(
    platform.olap,
    relation,
    items.map(({ column }) => column),
    numeric,
  );
  const names = new Map(items.map(({ column, name }) => [column, name]));
  const standing = new Set((await rulesOf(platform.db<QualityTables>(), resourceId)).map(({ check }) => keyOf(check)));
  const suggestions = suggest(profile, items)
    .filter(({ draft }) => !standing.has(keyOf(draft.check)))
    .map(({ draft, ground }) => ({ draft: { ...draft, name: ruleName(draft.check, names) }, ground }));
  return { rows: profile.rows, suggestions };
}

/** Two rules of one kind about the same columns say the same thing, whatever their bounds. */
function keyOf(check: Check): string {
  return [check.kind, ...columnsOf(check)].join('|');
}
