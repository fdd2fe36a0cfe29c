/** Reads what the header above a column says of its values: region, period, measure, unit, growth. */
import type { Basis } from '#platform/period/basis.ts';
import { readPeriod } from '#platform/period/text.ts';
import { headText } from './facts.ts';
import { type GrowthPhrase, readGrowth } from './growth.ts';
import { type HeadKind, headKind } from './headword.ts';
import { readLabel } from './label.ts';
import { unitsOf } from './line.ts';
import { amountOfChange, isAspect, type MeasureRef, readMeasure, renamed, within } from './measure.ts';
import type { Aliases, Cast } from './reading.ts';
import { isWhole, type RegionReader } from './region.ts';
import { type Found, isYear, leadingPeriod, type PeriodRef } from './time.ts';

export interface HeadReading {
  readonly cast: Cast;
  /** What the last word of the header says the column is. */
  readonly kind: HeadKind | null;
  readonly growth: GrowthPhrase | null;
  /** 其中：工业, #工业: a part of the column before it. */
  readonly isPart: boolean;
  /** 占比, 完成率: says something of another column. */
  readonly isAspect: boolean;
}

export interface CastOptions {
  /** Null when the header names no regions: 合计 above a column is then a measure. */
  readonly regions: RegionReader | null;
  readonly aliases: Pick<Aliases, 'periods' | 'measures'>;
  /** The sheet is in 亿元 and says nothing of %: 比上月增减 is an amount. */
  readonly amounts?: boolean;
  /** The figures are those of one column less those of another: so is a bare 增减. */
  readonly isDifference?: boolean;
}

const EMPTY: HeadReading = {
  cast: {
    region: null,
    period: null,
    partial: null,
    measure: null,
    basis: null,
    unit: null,
    yearAgo: false,
    previous: false,
  },
  kind: null,
  growth: null,
  isPart: false,
  isAspect: false,
};

/** Reads header texts from top to bottom; what stands lower is more particular. */
export function readHead(path: readonly string[], options: CastOptions): HeadReading {
  return path.reduce((reading, text) => readText(reading, text, options), EMPTY);
}

function readText(before: HeadReading, raw: string, options: CastOptions): HeadReading {
  const text = headText(raw);
  const given = options.aliases.periods[text];
  if (given) return withCast(before, { period: given });
  const region = headKind(text) === null || isWhole(text) ? (options.regions?.read(text) ?? null) : null;
  if (region) return { ...withCast(before, { region }), kind: null };
  const found = periodIn(text);
  if (!found) return readWords(before, text, options);
  return readWords({ ...withPeriod(before, found), kind: null }, found.rest.replace(/^[_:,、的年-]+/, ''), options);
}

function readWords(before: HeadReading, raw: string, options: CastOptions): HeadReading {
  const text = raw.replace(/^\(([^()]*)\)$/, '$1');
  if (text === '') return before;
  if (/^#?其中[:,]?$/.test(text)) return { ...before, isPart: true };
  const change = changeOf(text, options);
  if (change !== null) return { ...withMeasure(before, amountOfChange(change)), kind: null };
  const growth = readGrowth(text);
  if (growth) return { ...withCast(before, growthCast(before, growth, text)), growth, kind: null };
  const kind = headKind(text);
  if (kind) return { ...withCast(before, kindCast(kind, text)), kind };
  const units = isUnitWord(raw) ? unitsOf(indexUnit(text)) : null;
  if (units) return withUnits(before, units[0] ?? null);
  const ago = EARLIER.exec(text)?.[0];
  if (ago)
    return readWords(withCast(before, kindCast(headKind(ago) ?? 'yearAgo', ago)), text.slice(ago.length), options);
  const isPart = before.isPart || readLabel(text).ofWhich;
  return { ...withMeasure(before, renamed(readMeasure(text), options.aliases)), kind: null, isPart };
}

/** 上月均价, 上年同期收入: when, before what. */
const EARLIER = /^(?:[上去]年同[期月]|上[月期])(?=\p{Script=Han}{2})/u;

/** 环比 over 上月=100 is an index, no growth. */
function withUnits(before: HeadReading, unit: string | null): HeadReading {
  return { ...withCast(before, { unit }), growth: unit?.endsWith('=100') ? null : before.growth };
}

const CHANGE = /^(?:[比较与]|同比|环比).*(?:增减|增加|变动|变化)[额量]?$|^[比较](?:年初|上月|上年末|上季末)$/;
const BARE_CHANGE = /^(?:增减|增加|变动|变化)[额量]?$/;

/** The words of a change that is an amount, without (±): 比上月增减, 比年初, 增减; null for a percentage. */
function changeOf(header: string, { amounts, isDifference }: CastOptions): string | null {
  const text = header.replace(/\([±+,-]+\)$/, '');
  if ((amounts || isDifference) && CHANGE.test(text)) return text;
  return isDifference && BARE_CHANGE.test(text) ? text : null;
}

/** Of 累计增长 the basis, of 地区生产总值增速 the name: pairing finds the values by them. */
function growthCast(before: HeadReading, growth: GrowthPhrase, text: string): Partial<Cast> {
  const basis = /累计|1-本月/.test(text) ? 'CUM' : /[当本]月/.test(text) ? 'CUR' : before.cast.basis;
  const unit = growth.kind.endsWith('Pp') ? '百分点' : '%';
  return {
    basis,
    unit,
    ...(growth.of === null ? {} : { measure: within(before.cast.measure, readMeasure(growth.of)) }),
  };
}

function kindCast(kind: HeadKind, text: string): Partial<Cast> {
  const unit = readMeasure(text).unit;
  const said = unit === null ? {} : { unit };
  if (kind === 'previous')
    return { ...said, yearAgo: true, previous: true, ...(/末/.test(text) ? { basis: 'PT' as Basis } : {}) };
  if (kind === 'yearAgo') return { ...said, yearAgo: true, ...(/累计/.test(text) ? { basis: 'CUM' as Basis } : {}) };
  if (kind === 'cumulative') return { ...said, basis: 'CUM' };
  if (kind === 'value' && /[年期]末/.test(text)) return { ...said, basis: 'PT' };
  return kind === 'current' ? { ...said, basis: 'CUR' } : said;
}

/** The basis that a unit implies (IDX, RATE) is weaker than what the period says, so it stays with the measure. */
function withMeasure(before: HeadReading, measure: MeasureRef): HeadReading {
  const said = measure.basis === 'IDX' || measure.basis === 'RATE' ? null : measure.basis;
  const cast = { measure: within(before.cast.measure, measure), basis: said ?? before.cast.basis };
  return { ...withCast(before, cast), isAspect: isAspect(measure) };
}

function withCast(before: HeadReading, cast: Partial<Cast>): HeadReading {
  return { ...before, cast: { ...before.cast, ...cast } };
}

/** A unit standing alone, in brackets or not mistakable for a word: (亿元), %, 万人; not 年 or 人. */
function isUnitWord(text: string): boolean {
  return /^\(.*\)$|^[%‰]$|^以?[上\d]\S{0,5}(?:=100|价格为100|为100)$|^\p{Script=Han}{0,3}[亿万千]\p{Script=Han}{1,4}$|^元$/u.test(
    text,
  );
}

/** 以上年同月价格为100 is 上年同月=100. */
function indexUnit(text: string): string {
  return text.replace(/^以?(\S+?)(?:价格)?为100$/, '$1=100');
}

function periodIn(text: string): Found | null {
  if (/^\d+$/.test(text)) {
    const year = isYear(Number(text)) ? readPeriod(text) : null;
    return year && { period: year, partial: null, rest: '' };
  }
  return leadingPeriod(text) ?? bracketedPeriod(text);
}

function bracketedPeriod(text: string): Found | null {
  const [, rest = '', inside = ''] = /^(.+)\(([^()]+)\)$/.exec(text) ?? [];
  const found = inside === '' || /=/.test(inside) ? null : leadingPeriod(inside);
  return found && found.rest === '' ? { ...found, rest } : null;
}

/** A year over months: 2024年 above 1—10月 is 2024年1—10月, in either order. */
function withPeriod(before: HeadReading, found: Found): HeadReading {
  const { cast } = before;
  const partial = found.partial ?? cast.partial;
  const year = yearIn(found.period) ?? yearIn(cast.period);
  if (partial !== null && year !== null)
    return withCast(before, { period: readPeriod(partial, { year }), partial: null });
  return withCast(before, { period: found.period ?? cast.period, partial });
}

function yearIn(period: PeriodRef | null): number | null {
  return period && /^\d{4}$/.test(period.key) ? Number(period.key) : null;
}
