import { Value } from 'typebox/value';
import type { Platform } from '#platform/module.ts';
import { type History, ResourceFields } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { RESOURCE_FLOW } from '../flow.ts';
import { differencesOf } from '../rules/difference.ts';
import { fieldsOf } from '../rules/fields.ts';
import { stepsOf, versionsOf } from '../sql/life-cycle.ts';
import { itemsOf, resourceById } from '../sql/resource.ts';
import { pendingOf } from './load.ts';

/**
 * Versions with what each changed, the steps of the flow, and what a change under way would change.
 * @throws {Refusal} `catalogue.no-such-resource`
 */
export async function historyOf(platform: Platform, id: string): Promise<History> {
  const { db } = deskOf(platform);
  const row = await resourceById(db, id);
  if (!row?.listed) throw catalogueErrors['no-such-resource']({});
  const [kept, steps, pending] = await Promise.all([
    versionsOf(db, id),
    stepsOf(db, RESOURCE_FLOW.name, id),
    pendingOf(db, row),
  ]);
  const states = kept.map(({ snapshot }) => Value.Parse(ResourceFields, snapshot));
  const versions = kept.map(({ no, at, by, reason, digest }, i) => {
    const [before, after] = [states[i - 1], states[i]];
    const differences = before && after ? differencesOf(before, after) : [];
    return { no, publishedAt: at.toISOString(), publishedBy: by, reason, digest, differences };
  });
  const standing = pending && fieldsOf(row, await itemsOf(db, id));
  return {
    versions: versions.reverse(),
    steps: steps.map(({ at, event, from, to, by, reason }) => ({
      ...{ event, by, reason, at: at.toISOString() },
      ...{ from: stageOf(from), to: stageOf(to) },
    })),
    pending: pending && standing ? differencesOf(standing, pending) : [],
  };
}

type StageName = History['steps'][number]['from'];

function stageOf(state: string): StageName {
  const names: readonly StageName[] = ['draft', 'review', 'published', 'changing', 'retired'];
  return names.find((name) => name === state) ?? 'draft';
}
