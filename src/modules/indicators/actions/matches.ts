import { loadResource } from '#module/catalogue';
import type { Platform } from '#platform/module.ts';
import { type Frequency, frequencyOf as frequencyOfPeriod, isPeriodKey } from '#platform/period/key.ts';
import type { MatchList } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import { dimensionValues, periodsOfMeasure } from '../olap/measure.ts';
import { describeConversion } from '../rules/conversion.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import { type Proposal, proposeIndicators } from '../rules/match.ts';
import { newestBatches } from '../sql/binding.ts';
import { bindingsOf } from './bind.ts';

/**
 * What the measures of a resource could be: for each the nearest indicators, with reasons and what the unit conversion
 * would be. Nothing is bound.
 * @throws {Refusal} `unknown-resource`
 */
export async function matchesOf(platform: Platform, resourceId: string): Promise<MatchList> {
  const resource = await loadResource(platform.db(), resourceId);
  if (resource?.status !== 'active') throw indicatorErrors['unknown-resource']({});
  const { db, snapshot } = deskOf(platform);
  const definitions = [...(await snapshot()).indicators.values()].map((known) => known.current.definition);
  const batches = await newestBatches(db, resourceId);
  const frequency = await frequencyOf(platform, resource.datasetTable, batches);
  const { bindings } = await bindingsOf(platform, { resourceId });
  const measures = resource.items.filter(({ role }) => role === 'measure');
  return {
    frequency: frequency ?? null,
    measures: measures.map(({ columnName, name, unit, basis }) => ({
      measure: columnName,
      name,
      unit,
      basis,
      bound: bindings.filter((binding) => binding.measure === columnName),
      proposals: proposeIndicators(
        { name, ...(unit ? { unit } : {}), ...(frequency ? { frequency } : {}) },
        definitions,
      ).map((proposal) => describeMatch(proposal, unit, definitions)),
    })),
    dimensions: batches.length > 0 ? await dimensionsOf(platform, resource, batches) : [],
  };
}

function describeMatch(proposal: Proposal, unit: string | null, definitions: readonly IndicatorDefinition[]) {
  const definition = definitions.find(({ code }) => code === proposal.code);
  const target = proposal.role === 'value' ? definition?.unit : definition?.measure === 'amount' ? '%' : '百分点';
  const { code, role, score, reasons } = proposal;
  return {
    indicator: code,
    name: definition?.name ?? code,
    role,
    score,
    reasons,
    conversion: describeConversion(unit, target ?? ''),
  };
}

async function frequencyOf(
  platform: Platform,
  table: string,
  sourceBatches: readonly number[],
): Promise<Frequency | undefined> {
  if (sourceBatches.length === 0) return undefined;
  const rows = { table, measure: 'm1', sourceBatches, filter: {} };
  const period = (await periodsOfMeasure(platform.olap, rows)).at(-1);
  return period !== undefined && isPeriodKey(period) ? frequencyOfPeriod(period) : undefined;
}

interface Dimensioned {
  readonly datasetTable: string;
  readonly items: readonly { readonly columnName: string; readonly name: string; readonly role: string }[];
}

async function dimensionsOf(platform: Platform, { datasetTable, items }: Dimensioned, batches: readonly number[]) {
  const columns = items.filter(({ role }) => role === 'dimension');
  const values = await Promise.all(
    columns.map(({ columnName }) => dimensionValues(platform.olap, datasetTable, columnName, batches)),
  );
  return columns.map(({ columnName, name }, i) => ({ column: columnName, name, values: values[i] ?? [] }));
}
