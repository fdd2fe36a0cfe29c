import { regionsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import { samePeriodLastYear } from '#platform/period/key.ts';
import type { Actor } from '#platform/scope.ts';
import type { CardDetail, CellQuery, QueryRequest, Row } from '../contract.ts';
import { indicatorErrors } from '../errors.ts';
import { headOf } from '../query/engine.ts';
import { query } from '../query/query.ts';
import { aggregationWords, FREQUENCY_WORDS, GROWTH_WORDS } from '../rules/definition-words.ts';
import { describeVersion, knownIndicator, ownerNames } from './definition-list.ts';
import { isDemoShown } from './demo.ts';
import { checkPlace, recordRestricted, vintagesOf } from './history.ts';

/** Periods of the drawer's course. */
const TREND = 24;

/**
 * The drawer behind a card: the figure with everything computed of it, its course and that of a year before, definition
 * and owner, source and every vintage.
 * @throws {Refusal} `unknown-indicator`, `unknown-region`, `not-permitted`, `out-of-scope`, `no-figure`
 */
export async function cardDetail(platform: Platform, actor: Actor, code: string, cell: CellQuery): Promise<CardDetail> {
  const known = await knownIndicator(platform, actor, code);
  await checkPlace(platform, actor, cell.region);
  await recordRestricted(platform, actor, known, cell.region);
  const reply = await query(platform, actor, requestOf(code, cell));
  const row = reply.rows[0];
  if (!row) throw indicatorErrors['no-figure']({ why: reply.refusals[0]?.message ?? '没有数据' });
  const [ownerName, region, demo] = await Promise.all([
    ownerNames(platform),
    placeOf(platform, cell.region),
    isDemoShown(platform),
  ]);
  const { definition } = known.current;
  const { thresholdText, thresholdStatus, secrecy, collectDueDays, referenceDepts } = definition;
  return {
    head: headOf(known),
    ownerName: ownerName(definition.ownerDept),
    region,
    ...splitYears(row),
    thresholdText,
    thresholdStatus,
    secrecy,
    collectDueDays,
    frequencyWords: FREQUENCY_WORDS[definition.frequency],
    aggregationWords: aggregationWords(definition.aggregation),
    growthWords: GROWTH_WORDS[definition.growthMethod],
    referenceDepts: referenceDepts.map(ownerName),
    versions: known.versions.map(describeVersion),
    vintages: await vintagesOf(platform, actor, known, { ...cell, period: row.period, basis: row.basis }),
    refusals: reply.refusals,
    demo,
    version: reply.version,
  };
}

function requestOf(code: string, { region, period, asOf }: CellQuery): QueryRequest {
  return {
    indicators: [code],
    regions: { these: [region] },
    periods: period ? { keys: [period] } : { latest: true },
    operators: ['value', 'yoy', 'mom', 'ytd', 'progress', 'rank', 'rankChange', 'trend', 'light'],
    // A year more than is shown, to stand behind the course.
    trendLength: 3 * TREND,
    ...(asOf && { asOf }),
  };
}

async function placeOf(platform: Platform, code: string): Promise<CardDetail['region']> {
  const division = (await regionsOf(platform)).get(code);
  return { code, name: division?.shortName ?? code };
}

/** The last periods of a long course, and beside each the figure of the same period a year before. */
function splitYears(row: Row): { row: Row; lastYear: (number | null)[] } {
  const trend = row.trend ?? { periods: [], values: [], marks: [] };
  const figureAt = new Map(trend.periods.map((period, i) => [period, trend.values[i] ?? null]));
  const periods = trend.periods.slice(-TREND);
  const lastYear = periods.map((period) => figureAt.get(samePeriodLastYear(period) ?? period) ?? null);
  const shown = new Set(periods);
  const marks = trend.marks.filter(({ period }) => shown.has(period));
  return { row: { ...row, trend: { periods, values: trend.values.slice(-TREND), marks } }, lastYear };
}
