/** Fills what follows from the kind of an indicator, so that each entry states only what is its own. */
import type { Basis } from '#platform/period/basis.ts';
import type { Frequency } from '#platform/period/key.ts';
import type { Direction, Level, RankKey } from '../../contract.ts';
import type { Board, Domain, IndicatorDefinition, Measure } from '../../rules/definition.ts';
import { DOMAINS } from '../../rules/definition.ts';

type Own = Pick<IndicatorDefinition, 'ownerDept' | 'aggregation' | 'growthMethod' | 'caliber' | 'collectDueDays'>;
export type Particulars = Own &
  Partial<Omit<IndicatorDefinition, keyof Own | 'code' | 'name' | 'shortName' | 'domain'>>;

/** Which of province (P), city (C) and county (X) collect it. */
export const P: readonly Level[] = ['province'];
export const PC: readonly Level[] = ['province', 'city'];
export const PCX: readonly Level[] = ['province', 'city', 'county'];

/** One definition. Throws RangeError on a code of no domain. */
export function define(
  code: string,
  name: string,
  shortName: string,
  unit: string,
  frequency: Frequency,
  basis: Basis,
  direction: Direction,
  own: Particulars,
): IndicatorDefinition {
  const domain = domainOf(code);
  const measure = own.measure ?? measureOf(name, unit);
  const levels = own.levels ?? PCX;
  const targetKind = own.targetKind ?? 'none';
  const rankKeys = levels.includes('city') ? rankKeysOf(measure, direction, targetKind, own.growthMethod) : [];
  return {
    code,
    group: code.slice(0, 5),
    name,
    shortName,
    domain,
    boards: boardsOf(domain, frequency, own.rankKeys ?? rankKeys),
    referenceDepts: [],
    unit,
    decimals: decimalsOf(unit),
    measure,
    frequency,
    alsoFrequencies: [],
    basis,
    direction,
    mergedJanFeb: false,
    revised: false,
    sign: measure === 'growth' ? 'signed' : 'non-negative',
    thresholds: [],
    thresholdText: '—',
    thresholdStatus: 'suggested',
    levels,
    targetKind,
    targetType: targetKind === 'none' ? 'none' : 'expected',
    progressCurve: 'linear',
    rankKeys,
    secrecy: 'internal',
    embargo: false,
    sourceMode: frequency === 'h' || frequency === 'D' ? 'interface' : 'form',
    vintages: ['final'],
    synonyms: [],
    ...own,
  };
}

function domainOf(code: string): Domain {
  const domain = DOMAINS.find((one) => code.startsWith(one));
  if (!domain) throw new RangeError(`no domain for ${code}`);
  return domain;
}

function measureOf(name: string, unit: string): Measure {
  if (unit.endsWith('=100')) return 'index';
  if (/增速$|增幅$/.test(name)) return 'growth';
  return unit === '%' ? 'rate' : 'amount';
}

/** Counts are whole; rates have one decimal; amounts in 万 and 亿 two, as they are published. */
function decimalsOf(unit: string): number {
  if (/^(人|人次|起|件|件次|个|例|套|张|天|条|项|户|吨|元|元·月|公顷|指数|工作日|ms)$/.test(unit)) return 0;
  return /^[万亿]/.test(unit) && !/千瓦/.test(unit) ? 2 : 1;
}

function rankKeysOf(
  measure: Measure,
  direction: Direction,
  targetKind: IndicatorDefinition['targetKind'],
  growth: IndicatorDefinition['growthMethod'],
): RankKey[] {
  if (measure === 'growth') return ['growth'];
  if (measure === 'rate') return direction === 'neutral' ? [] : ['level', 'improvement'];
  const keys: RankKey[] = growth === 'none' || growth === 'chain' ? ['level'] : ['level', 'growth'];
  return targetKind === 'accumulate' ? [...keys, 'completion'] : keys;
}

const DOMAIN_BOARDS: Readonly<Record<Domain, readonly Board[]>> = {
  JJ: ['economy', 'reports'],
  SC: [],
  ZL: ['emergency'],
  ST: [],
  NY: ['economy'],
  JW: [],
  JL: [],
  SB: [],
  ZW: ['services'],
};

function boardsOf(domain: Domain, frequency: Frequency, rankKeys: readonly RankKey[]): Board[] {
  const boards: Board[] = ['departments', ...DOMAIN_BOARDS[domain]];
  if (frequency === 'h' || frequency === 'D') boards.push('realtime');
  if (rankKeys.length > 0) boards.push('regions');
  return boards;
}
