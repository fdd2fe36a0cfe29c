import type { Platform } from '#platform/module.ts';
import { classesOf } from '../desk.ts';
import { type DraftedResource, draftResource, type SourceTable } from '../rules/draft.ts';

/**
 * A resource drafted from the columns of a source: Chinese names from comments and known short names, item types and
 * lengths from the source's types, sensitive items by name and by samples that prove themselves (check digits of
 * GB 11643, GB 32100, ISO/IEC 7812), identifiers, grades, and a class. All of it is a suggestion that a person confirms.
 * To register it: `registerResource(tx, clock, actor, { ...draft, shape, classCode: draft.suggestedClass?.code ?? null })`;
 * an item's `key` is its column's name. Nothing is written here and no sample is kept.
 */
export async function draftFromColumns(platform: Platform, table: SourceTable): Promise<DraftedResource> {
  return draftResource(await classesOf(platform), table);
}
