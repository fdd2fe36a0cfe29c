import { loadResource } from '#module/catalogue';
import type { Platform } from '#platform/module.ts';
import { frequencyOf, isPeriodKey } from '#platform/period/key.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import type { SkippedPeriod } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import { copyMeasure, type MeasureRows, periodsOfMeasure } from '../olap/measure.ts';
import { writtenParts } from '../olap/part.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import { fitPeriod } from '../rules/reading.ts';
import { type Binding, findBinding, listPending } from '../sql/binding.ts';
import { type Published, withPublication } from './publish.ts';
import { withdraw } from './withdraw.ts';

/**
 * Let bindings catch up: publish every committed batch that has not gone through them, oldest first, and withdraw what
 * came of batches that a better reading has replaced. Safe to run again, and side by side: a batch goes through once.
 */
export async function publishPending(
  platform: Platform,
  of: { binding: string } | { resourceId: string } | null,
  actor: Actor = SYSTEM_ACTOR,
): Promise<{ batch: number; published: Published | null }[]> {
  const { db } = deskOf(platform);
  const done: { batch: number; published: Published | null }[] = [];
  for (const pending of await listPending(db, of)) {
    if (pending.publication !== null) {
      await withdraw(platform, actor, [pending.publication]);
      continue;
    }
    const binding = await findBinding(db, pending.binding);
    if (!binding) continue;
    const published = await publishBatch(platform, actor, binding, pending.batch, pending.committedAt);
    done.push({ batch: pending.batch, published });
  }
  return done;
}

async function publishBatch(
  platform: Platform,
  actor: Actor,
  binding: Binding,
  batch: number,
  at: Date,
): Promise<Published | null> {
  const { snapshot } = deskOf(platform);
  const indicator = (await snapshot()).indicators.get(binding.indicator);
  if (!indicator) throw indicatorErrors['unknown-indicator']({ code: binding.indicator });
  const rows = await measureRows(platform, binding, batch);
  const { periods } = fitPeriods(
    indicator.current.definition,
    binding.basis,
    await periodsOfMeasure(platform.olap, rows),
  );
  const { stage } = binding;
  const opening = { source: 'binding', binding: binding.id, sourceBatch: batch, stage, at } as const;
  return withPublication(platform, actor, opening, async (publication) => {
    const { role, basis, numerator, denominator } = binding;
    const copy = { ...rows, indicator: binding.indicator, role, basis, numerator, denominator, periods };
    if (periods.size > 0) await copyMeasure(platform.olap, copy, { publication, at, stage });
    const parts = await writtenParts(platform.olap, publication, [binding.indicator]);
    return {
      rows: parts.reduce((sum, part) => sum + part.rows, 0),
      parts: parts
        .filter(({ last }) => last !== '')
        .map(({ first, last, ...part }) => ({ ...part, first_period: first, last_period: last })),
    };
  });
}

/** Where the rows of a bound measure stand. */
export async function measureRows(
  platform: Platform,
  binding: Pick<Binding, 'resourceId' | 'measure' | 'filter'>,
  batch: number,
): Promise<MeasureRows> {
  const resource = await loadResource(platform.db(), binding.resourceId);
  if (!resource) throw indicatorErrors['unknown-resource']({});
  return { table: resource.datasetTable, measure: binding.measure, sourceBatches: [batch], filter: binding.filter };
}

/** The keys under which the periods of a table are stored for an indicator, and those that are none of its own. */
export function fitPeriods(
  definition: IndicatorDefinition,
  basis: string,
  found: readonly string[],
): { periods: Map<string, string>; skipped: SkippedPeriod[] } {
  const periods = new Map<string, string>();
  const skipped: SkippedPeriod[] = [];
  for (const period of found) {
    const fitted = isPeriodKey(period) ? fitPeriod({ key: period, basis: statedBasis(basis) }, definition) : null;
    if (fitted?.ok) periods.set(period, fitted.key);
    else if (isAlsoCollected(definition, period)) periods.set(period, period);
    else skipped.push({ period, reason: fitted ? fitted.words : '不是可识别的期别' });
  }
  return { periods, skipped };
}

/** The bases that a text can state; rates and indices are not stated but of the indicator's nature. */
function statedBasis(basis: string): 'CUM' | 'CUR' | 'PT' | 'AVG' | null {
  return basis === 'CUM' || basis === 'CUR' || basis === 'PT' || basis === 'AVG' ? basis : null;
}

function isAlsoCollected({ alsoFrequencies }: IndicatorDefinition, period: string): boolean {
  return isPeriodKey(period) && alsoFrequencies.includes(frequencyOf(period));
}
