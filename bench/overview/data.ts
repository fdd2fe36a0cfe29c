/** The figures of the overview bench: made by the engine itself, published like any others. */
import { regionsOf } from '../../src/modules/identity/index.ts';
import { columnsOf } from '../../src/modules/indicators/actions/prepare.ts';
import { withPublication } from '../../src/modules/indicators/actions/publish.ts';
import { deskOf } from '../../src/modules/indicators/desk.ts';
import { writtenParts } from '../../src/modules/indicators/olap/part.ts';
import type { IndicatorDefinition } from '../../src/modules/indicators/rules/definition.ts';
import { INDICATOR_DEFINITIONS } from '../../src/modules/indicators/seed/definitions.ts';
import { insertDefinitions } from '../../src/modules/indicators/sql/definition.ts';
import { insertTargets } from '../../src/modules/indicators/sql/target.ts';
import { raiseVersion } from '../../src/modules/indicators/sql/version.ts';
import type { Platform } from '../../src/platform/module.ts';
import { SYSTEM_ACTOR } from '../../src/platform/scope.ts';

const INDICATORS = 2000;
const REGIONS = 102;
const MONTHS = 60;
export const PROVINCE = '140000';
export const CITIES: readonly string[] = Array.from({ length: 11 }, (_, i) => String(140_100 + i * 100));
const CARDS = 40;

const DOMAINS = ['JJ', 'SC', 'ZL', 'ST', 'NY', 'JW', 'JL', 'SB', 'ZW'] as const;
const CODES: readonly string[] = Array.from(
  { length: INDICATORS },
  (_, i) => `${domainAt(i)}${100 + Math.floor(i / 9)}`,
);

function domainAt(i: number): (typeof DOMAINS)[number] {
  return DOMAINS[i % DOMAINS.length] ?? 'JJ';
}

/** Definitions, targets of two years, and five years of monthly figures of province, cities and counties. */
export async function fillObservations(platform: Platform): Promise<{ rows: number; ms: number }> {
  const regions = await regionsOf(platform);
  const counties = CITIES.flatMap((city) => regions.childrenOf(city).map(({ code }) => code));
  const places = [PROVINCE, ...CITIES, ...counties].slice(0, REGIONS);
  await addIndicators(platform);
  const start = performance.now();
  const at = platform.clock.now();
  const opening = { source: 'system', binding: null, sourceBatch: null, stage: 'final', at } as const;
  const published = await withPublication(platform, SYSTEM_ACTOR, opening, async (publication) => {
    await platform.olap.command(FILL, { codes: CODES, places, publication });
    const parts = await writtenParts(platform.olap, publication, null);
    const written = parts.map(({ first, last, ...part }) => ({ ...part, first_period: first, last_period: last }));
    return { rows: parts.reduce((total, part) => total + part.rows, 0), parts: written };
  });
  return { rows: published?.rows ?? 0, ms: performance.now() - start };
}

const FILL = `INSERT INTO indicators.observation
  (indicator, region, basis, period, value, growth, mark, stage, at, batch, source_row, source_col)
SELECT {codes:Array(String)}[intDiv(number, ${REGIONS * MONTHS}) + 1], {places:Array(String)}[intDiv(number, ${MONTHS}) % ${REGIONS} + 1],
  'CUM', formatDateTime(addMonths(toDate('2021-11-01'), number % ${MONTHS}), '%Y-%m'),
  round((cityHash64(number) % 1000000) / 100, 2), NULL, '', 'final',
  toDateTime64('2026-11-20 00:00:00', 3, 'UTC'), {publication:UInt64}, number % 1000000, 3
FROM numbers(${INDICATORS * REGIONS * MONTHS})`;

async function addIndicators(platform: Platform): Promise<void> {
  const [model] = INDICATOR_DEFINITIONS.filter(({ code }) => code === 'JJ015');
  if (!model) throw new Error('no model indicator');
  const now = platform.clock.now();
  const origin = { version: 1, validFrom: null, breaksSeries: false, origin: 'local', reason: null } as const;
  const definitions = CODES.map((code, i) => ({
    ...columnsOf(definitionOf(model, code, i)),
    ...origin,
    createdAt: now,
    createdBy: 'bench',
  }));
  const targets = CODES.flatMap((indicator) =>
    [PROVINCE, ...CITIES].map((region) => ({ indicator, region, year: 2026, value: 12_000, kind: 'accumulate' })),
  ).map((target) => ({ ...target, band: null, curve: null, source: 'bench', setAt: now, setBy: 'bench' }));
  const desk = deskOf(platform);
  await desk.db.transaction().execute(async (tx) => {
    await insertDefinitions(tx, definitions);
    await insertTargets(tx, targets);
    await raiseVersion(tx);
  });
  desk.changed();
}

/** Cumulative amounts as the catalogue has them: growth computed, ranked, with a target, red and yellow behind time. */
function definitionOf(model: IndicatorDefinition, code: string, i: number): IndicatorDefinition {
  return {
    ...model,
    code,
    group: code,
    domain: domainAt(i),
    name: `测试指标${code}`,
    shortName: code,
    growthMethod: 'nominal',
    mergedJanFeb: false,
    targetKind: 'accumulate',
    secrecy: 'public',
    rankKeys: i % 2 === 0 ? ['level', 'growth'] : ['growth', 'level'],
    thresholds: [
      { colour: 'yellow', subject: 'gap', is: 'below', than: -5 },
      { colour: 'red', subject: 'gap', is: 'below', than: -10 },
      { colour: 'red', subject: 'yoy', is: 'below', than: 0, running: 2 },
    ],
  };
}

/** Bodies of requests, no two alike: region, newest period and indicators all move on. */
export function screens(regions: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const month = 10 - (Math.floor(i / regions.length) % 9);
    const cards = Array.from({ length: CARDS }, (_, k) => CODES[(i * 37 + k * 49) % CODES.length]);
    return JSON.stringify({
      region: regions[i % regions.length],
      indicators: cards,
      map: cards[0],
      period: `2026-${String(month).padStart(2, '0')}`,
    });
  });
}
