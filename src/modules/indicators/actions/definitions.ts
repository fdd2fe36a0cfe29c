import { mayReadDepartment } from '#module/identity';
import { audit, canonical } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { readUnit } from '#platform/unit.ts';
import { type DefinitionChange, LEVELS, type NewIndicator } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import { definitionFault, type KnownIndicator, readDefinition } from '../known.ts';
import type { IndicatorDefinition, Measure } from '../rules/definition.ts';
import { endDefinition, insertDefinitions, lockNewestDefinition, type NewDefinition } from '../sql/definition.ts';
import { raiseVersion } from '../sql/version.ts';
import type { Tx } from '../tables.ts';
import { columnsOf } from './prepare.ts';

/**
 * Add an indicator. What is not said follows from its kind.
 * @throws {Refusal} `not-permitted` (another department's), `code-taken`, `name-taken`, `unknown-unit`, `bad-definition`
 */
export async function createIndicator(platform: Platform, actor: Actor, draft: NewIndicator): Promise<string> {
  const desk = deskOf(platform);
  const definition = draftDefinition(draft, (await desk.snapshot()).indicators);
  checkOwner(actor, definition.ownerDept);
  const row = newRow(platform, actor, definition, { version: 1, validFrom: null, breaksSeries: false, reason: null });
  await desk.db.transaction().execute(async (tx) => {
    if (await lockNewestDefinition(tx, definition.code)) throw indicatorErrors['code-taken']({ code: definition.code });
    await insertDefinitions(tx, [row]);
    await record(platform, tx, actor, 'indicators.define', definition.code, { version: 1, name: definition.name });
  });
  desk.changed();
  return definition.code;
}

/** A full definition out of what was said of a new indicator. */
export function draftDefinition(draft: NewIndicator, known: ReadonlyMap<string, KnownIndicator>): IndicatorDefinition {
  const code = draft.code ?? freeCode(draft.domain, known);
  if (draft.code && known.has(draft.code)) throw indicatorErrors['code-taken']({ code });
  const namesake = [...known.values()].find(({ current }) => current.definition.name === draft.name);
  if (namesake) throw indicatorErrors['name-taken']({ name: draft.name, code: namesake.code });
  return checked({ ...defaultsFor(draft), ...draft, code, group: code.slice(0, 5) });
}

/** The first free number from 501 of the domain; lower ones belong to the product's own catalogue. */
function freeCode(domain: string, known: ReadonlyMap<string, KnownIndicator>): string {
  for (let n = 501; n < 1000; n++) if (!known.has(`${domain}${n}`)) return `${domain}${n}`;
  throw indicatorErrors['bad-definition']({ detail: `${domain} 类的指标代码已用完` });
}

function defaultsFor({ name, unit, direction = 'neutral' }: NewIndicator) {
  const measure: Measure = unit.endsWith('=100') ? 'index' : unit === '%' ? 'rate' : 'amount';
  return {
    shortName: name.slice(0, 8),
    boards: ['departments' as const],
    referenceDepts: [],
    decimals: measure === 'amount' ? 2 : 1,
    measure,
    alsoFrequencies: [],
    direction,
    aggregation: { rule: 'none' as const, note: '未说明汇总方法' },
    growthMethod:
      measure === 'amount' ? ('nominal' as const) : measure === 'rate' ? ('points' as const) : ('index' as const),
    mergedJanFeb: false,
    revised: false,
    sign: 'signed' as const,
    thresholds: [],
    thresholdText: '—',
    thresholdStatus: 'suggested' as const,
    collectDueDays: 30,
    levels: [...LEVELS],
    targetKind: 'none' as const,
    targetType: 'none' as const,
    progressCurve: 'linear' as const,
    rankKeys: [],
    secrecy: 'internal' as const,
    embargo: false,
    sourceMode: 'file' as const,
    vintages: ['final' as const],
    synonyms: [],
  };
}

/**
 * Add a version. Figures keep their unit for good: another unit is another indicator. A version that breaks the series
 * keeps earlier figures from serving as a base for later ones (R17).
 * @throws {Refusal} `unknown-indicator`, `not-permitted`, `nothing-changed`, `unit-fixed`, `validity-order`, `bad-definition`
 */
export async function changeIndicator(
  platform: Platform,
  actor: Actor,
  code: string,
  change: DefinitionChange,
): Promise<{ version: number }> {
  const desk = deskOf(platform);
  const hasFigures = (await desk.snapshot()).newest.any(code);
  const version = await desk.db.transaction().execute(async (tx) => {
    const newest = await lockNewestDefinition(tx, code);
    if (!newest) throw indicatorErrors['unknown-indicator']({ code });
    const before = readDefinition(newest.body);
    checkOwner(actor, before.ownerDept);
    const definition = checked({ ...before, ...change.changes });
    checkChange(before, definition, hasFigures);
    if (newest.validFrom !== null && change.validFrom <= newest.validFrom) {
      throw indicatorErrors['validity-order']({ after: newest.validFrom });
    }
    const { validFrom, breaksSeries, reason } = change;
    const next = { version: newest.version + 1, validFrom, breaksSeries, reason };
    await endDefinition(tx, code, newest.version, validFrom);
    await insertDefinitions(tx, [newRow(platform, actor, definition, next)]);
    const detail = { version: next.version, validFrom, breaksSeries, reason, fields: Object.keys(change.changes) };
    await record(platform, tx, actor, 'indicators.redefine', code, detail);
    return next.version;
  });
  desk.changed();
  return { version };
}

function checkChange(before: IndicatorDefinition, after: IndicatorDefinition, hasFigures: boolean): void {
  if (canonical(before) === canonical(after)) throw indicatorErrors['nothing-changed']({});
  if (hasFigures && before.unit !== after.unit) throw indicatorErrors['unit-fixed']({ unit: before.unit });
}

function checked(body: unknown): IndicatorDefinition {
  const fault = definitionFault(body);
  if (fault) throw indicatorErrors['bad-definition']({ detail: fault });
  const definition = readDefinition(body);
  if (!readUnit(definition.unit)) throw indicatorErrors['unknown-unit']({ unit: definition.unit });
  return definition;
}

/** R15: an indicator is its owner's. */
export function checkOwner(actor: Actor, ownerDept: string): void {
  if (mayReadDepartment(actor, ownerDept)) return;
  throw indicatorErrors['not-permitted']({ what: '其他部门负责的指标' });
}

function newRow(
  platform: Platform,
  actor: Actor,
  definition: IndicatorDefinition,
  version: Pick<NewDefinition, 'version' | 'validFrom' | 'breaksSeries' | 'reason'>,
): NewDefinition {
  const origin = { origin: 'local', createdAt: platform.clock.now(), createdBy: actor.username } as const;
  return { ...columnsOf(definition), ...version, ...origin };
}

/** Audit a change of what an indicator is, and let readers and other modules know. */
async function record(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  action: string,
  code: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await raiseVersion(tx);
  await emit(tx, platform.clock, { topic: 'indicators.defined', key: code, payload: detail });
  await audit(tx, platform.clock, actor, { action, subject: { kind: 'definition', id: code }, detail });
}
