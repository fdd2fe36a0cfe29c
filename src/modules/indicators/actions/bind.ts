import { loadResource } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { BindingList, BindingReply, BindingRequest, BindingView, VintageStage } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import { periodsOfMeasure, sampleMeasure } from '../olap/measure.ts';
import { readBasis } from '../rules/basis.ts';
import { describeConversion, type Factor, unitFactor } from '../rules/conversion.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import { type Binding, endBinding, findBinding, insertBinding, listBindings, newestBatches } from '../sql/binding.ts';
import { checkOwner, createIndicator, draftDefinition } from './definitions.ts';
import { fitPeriods, publishPending } from './publish-batch.ts';

interface Item {
  readonly columnName: string;
  readonly name: string;
  readonly unit: string | null;
  readonly role: string;
}

/**
 * Bind a measure of a resource to an indicator (an existing or a new one) and publish what its batches hold. With
 * `preview` nothing is stored: the conversion, a sample and the periods that do not fit are shown.
 * @throws {Refusal} `unknown-resource`, `unknown-measure`, `unknown-indicator`, `unknown-unit`, `unit-dimension`,
 * `bad-basis`, `already-bound`, `not-permitted` (R15: an indicator is its owner's), and those of a new indicator
 */
export async function bindMeasure(platform: Platform, actor: Actor, request: BindingRequest): Promise<BindingReply> {
  const { table, item } = await findMeasure(platform, request);
  const definition = await indicatorOf(platform, request);
  checkOwner(actor, definition.ownerDept);
  const plan = planBinding(platform, actor, request, item, definition);
  const look = await previewOf(platform, table, plan, definition);
  if (request.preview) return { ...look, binding: viewOf(plan, definition, null), batches: [] };
  if (request.newIndicator) await createIndicator(platform, actor, { ...request.newIndicator, code: definition.code });
  await saveBinding(platform, actor, plan);
  const batches = await publishPending(platform, { binding: plan.id }, actor);
  return {
    ...look,
    binding: viewOf(plan, definition, plan.id),
    batches: batches.map(({ batch, published }) => ({
      batch,
      publication: published?.publication ?? null,
      rows: published?.rows ?? 0,
    })),
  };
}

async function findMeasure(platform: Platform, { resourceId, measure }: BindingRequest) {
  const resource = await loadResource(platform.db(), resourceId);
  if (resource?.status !== 'active') throw indicatorErrors['unknown-resource']({});
  const item = resource.items.find(({ columnName, role }) => columnName === measure && role === 'measure');
  if (!item) throw indicatorErrors['unknown-measure']({ measure });
  return { table: resource.datasetTable, item };
}

async function indicatorOf(platform: Platform, request: BindingRequest): Promise<IndicatorDefinition> {
  const { indicators } = await deskOf(platform).snapshot();
  if (request.newIndicator) return draftDefinition(request.newIndicator, indicators);
  const known = indicators.get(request.indicator ?? '');
  if (!known) throw indicatorErrors['unknown-indicator']({ code: request.indicator ?? '' });
  return known.current.definition;
}

function planBinding(
  platform: Platform,
  actor: Actor,
  request: BindingRequest,
  item: Item,
  definition: IndicatorDefinition,
): Binding {
  const role = request.role ?? 'value';
  const unitFrom = request.unit ?? item.unit;
  const unitTo = targetUnit(definition, role);
  const { numerator, denominator } = factorOf(unitFrom, unitTo);
  const basis = request.basis ?? definition.basis;
  if (!basesOf(definition).includes(basis)) throw indicatorErrors['bad-basis']({ basis, name: definition.name });
  const now = platform.clock.now();
  return {
    id: newId(now),
    resourceId: request.resourceId,
    measure: item.columnName,
    measureName: item.name,
    indicator: definition.code,
    role,
    basis,
    stage: request.stage ?? usualStage(definition.vintages),
    filter: request.filter ?? {},
    unitFrom: unitFrom ?? unitTo,
    unitTo,
    numerator: String(numerator),
    denominator: String(denominator),
    createdAt: now,
    createdBy: actor.username,
  };
}

/** Growth is in % of amounts and in 百分点 of everything else. */
function targetUnit({ unit, measure }: IndicatorDefinition, role: 'value' | 'yoy'): string {
  if (role === 'value') return unit;
  return measure === 'amount' ? '%' : '百分点';
}

function factorOf(from: string | null, to: string): Factor {
  const result = unitFactor(from, to);
  if (result.ok) return result.factor;
  if (result.code === 'unknown-unit') throw indicatorErrors['unknown-unit']({ unit: result.unit });
  throw indicatorErrors['unit-dimension']({ from: from ?? '', to });
}

/** The bases on which an indicator's figures may be stored. */
export function basesOf({ basis, alsoBasis, measure }: IndicatorDefinition): readonly string[] {
  const other = measure === 'amount' && (basis === 'CUM' || basis === 'CUR') ? ['CUM', 'CUR'] : [];
  return [...new Set([basis, ...(alsoBasis ? [alsoBasis] : []), ...other, ...(basis === 'IDX' ? ['AVG'] : [])])];
}

async function previewOf(platform: Platform, table: string, plan: Binding, definition: IndicatorDefinition) {
  const sourceBatches = await newestBatches(deskOf(platform).db, plan.resourceId);
  if (sourceBatches.length === 0) return { sample: [], skipped: [], doubled: 0 };
  const { measure, filter, numerator, denominator } = plan;
  const rows = { table, measure, filter, sourceBatches };
  const { periods, skipped } = fitPeriods(definition, plan.basis, await periodsOfMeasure(platform.olap, rows));
  const { sample, doubled } = await sampleMeasure(platform.olap, { ...rows, numerator, denominator });
  return { sample: sample.map((s) => ({ ...s, stored: periods.get(s.period) ?? null })), skipped, doubled };
}

async function saveBinding(platform: Platform, actor: Actor, binding: Binding): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (!(await insertBinding(tx, binding))) throw indicatorErrors['already-bound']({});
      const { resourceId, measure, indicator, role, basis, unitFrom, unitTo } = binding;
      await audit(tx, platform.clock, actor, {
        action: 'indicators.bind',
        subject: { kind: 'binding', id: binding.id },
        detail: { resourceId, measure, indicator, role, basis, unitFrom, unitTo },
      });
    });
}

/**
 * End a binding. What it has published stays; later batches no longer go through it.
 * @throws {Refusal} `unknown-binding`, `not-permitted`
 */
export async function unbind(platform: Platform, actor: Actor, id: string): Promise<void> {
  const { clock } = platform;
  await mustOwnBinding(platform, actor, id);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (!(await endBinding(tx, id, clock.now(), actor.username))) throw indicatorErrors['unknown-binding']({});
      await audit(tx, clock, actor, { action: 'indicators.unbind', subject: { kind: 'binding', id } });
    });
}

/** The bindings in force of a resource or an indicator. */
export async function bindingsOf(
  platform: Platform,
  of: { resourceId: string } | { indicator: string },
): Promise<BindingList> {
  const { db, snapshot } = deskOf(platform);
  const { indicators } = await snapshot();
  const bindings = await listBindings(db, of);
  return {
    bindings: bindings.flatMap((binding) => {
      const known = indicators.get(binding.indicator);
      return known ? [viewOf(binding, known.current.definition, binding.id)] : [];
    }),
  };
}

function viewOf(binding: Binding, { name }: IndicatorDefinition, id: string | null): BindingView {
  const { resourceId, measure, measureName, indicator, role, stage, filter, unitFrom, unitTo } = binding;
  const basis = readBasis(binding.basis);
  const conversion = describeConversion(unitFrom, unitTo);
  return {
    id,
    resourceId,
    measure,
    measureName,
    indicator,
    indicatorName: name,
    role,
    basis,
    stage,
    filter,
    conversion,
  };
}

/** Publish what a binding still has to do, on request. @throws {Refusal} `unknown-binding`, `not-permitted` */
export async function republish(platform: Platform, actor: Actor, id: string): Promise<{ batches: number }> {
  await mustOwnBinding(platform, actor, id);
  return { batches: (await publishPending(platform, { binding: id }, actor)).length };
}

/** A file seldom says how far its figures have been checked: checked to the end, but not revised by a census. */
function usualStage(chain: readonly VintageStage[]): VintageStage {
  return chain.findLast((stage) => stage !== 'census-revised' && stage !== 'corrected') ?? 'final';
}

async function mustOwnBinding(platform: Platform, actor: Actor, id: string): Promise<void> {
  const { db, snapshot } = deskOf(platform);
  const binding = await findBinding(db, id);
  if (!binding) throw indicatorErrors['unknown-binding']({});
  const owner = (await snapshot()).indicators.get(binding.indicator)?.current.definition.ownerDept;
  if (owner !== undefined) checkOwner(actor, owner);
}
