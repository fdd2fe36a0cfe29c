import { departmentsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Actor } from '#platform/scope.ts';
import { mayRead } from '../access.ts';
import type {
  DefinitionDetail,
  DefinitionList,
  DefinitionQuery,
  DefinitionSummary,
  DefinitionVersion,
} from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import type { KnownIndicator, KnownVersion } from '../known.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import type { Snapshot } from '../snapshot.ts';

/** The indicators that an actor may see, by what is looked for: words, domain, owner or board. */
export async function listIndicators(
  platform: Platform,
  actor: Actor,
  query: DefinitionQuery,
): Promise<DefinitionList> {
  const snapshot = await deskOf(platform).snapshot();
  const ownerName = await ownerNames(platform);
  const definitions = [...snapshot.indicators.values()]
    .filter(({ current }) => mayRead(actor, current.definition) && isWanted(current.definition, query))
    .toSorted((a, b) => a.code.localeCompare(b.code))
    .map((known) => summaryOf(snapshot, known, ownerName));
  return { total: definitions.length, definitions };
}

function isWanted(definition: IndicatorDefinition, { search, domain, owner, board }: DefinitionQuery): boolean {
  if (domain && definition.domain !== domain) return false;
  if (owner && definition.ownerDept !== owner) return false;
  if (board && !definition.boards.some((one) => one === board)) return false;
  const words = search?.trim().toLowerCase();
  if (!words) return true;
  const { code, name, shortName, synonyms, caliber } = definition;
  return [code, name, shortName, caliber, ...synonyms].some((text) => text.toLowerCase().includes(words));
}

function summaryOf(
  snapshot: Snapshot,
  { current: { definition, version } }: KnownIndicator,
  ownerName: (code: string) => string,
): DefinitionSummary {
  const { code, name, shortName, domain, unit, frequency, basis, ownerDept, secrecy, levels, mergedJanFeb } =
    definition;
  const newest = snapshot.newest.of(code, basis, frequency, 'province');
  return {
    code,
    name,
    shortName,
    domain,
    unit,
    frequency,
    basis,
    ownerDept,
    ownerName: ownerName(ownerDept),
    secrecy,
    levels: [...levels],
    version,
    newest,
    newestLabel: newest ? periodLabel(newest, { basis, mergedJanFeb }) : null,
  };
}

/**
 * All that is said of an indicator, with its versions.
 * @throws {Refusal} `unknown-indicator`, `not-permitted`
 */
export async function describeIndicator(platform: Platform, actor: Actor, code: string): Promise<DefinitionDetail> {
  const known = await knownIndicator(platform, actor, code);
  const ownerName = await ownerNames(platform);
  const { definition } = known.current;
  return {
    definition: definition,
    ownerName: ownerName(definition.ownerDept),
    versions: known.versions.map(describeVersion),
  };
}

/** An indicator that exists and is open to the actor. */
export async function knownIndicator(platform: Platform, actor: Actor, code: string): Promise<KnownIndicator> {
  const known = (await deskOf(platform).snapshot()).indicators.get(code);
  if (!known) throw indicatorErrors['unknown-indicator']({ code });
  const { definition } = known.current;
  if (!mayRead(actor, definition)) throw indicatorErrors['not-permitted']({ what: `“${definition.name}”` });
  return known;
}

/** A version as the drawer lists it. */
export function describeVersion(known: KnownVersion): DefinitionVersion {
  const { version, validFrom, validTo, breaksSeries, reason, createdAt, createdBy, definition } = known;
  const { caliber } = definition;
  return { version, validFrom, validTo, breaksSeries, reason, createdAt: createdAt.toISOString(), createdBy, caliber };
}

/** Names of departments by code; a code nobody knows stands for itself. */
export async function ownerNames(platform: Platform): Promise<(code: string) => string> {
  const names = new Map((await departmentsOf(platform)).map(({ code, shortName }) => [code, shortName]));
  return (code) => names.get(code) ?? code;
}
