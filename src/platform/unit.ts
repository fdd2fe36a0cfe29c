/**
 * Units of official statistics: what a unit measures (its dimension) and how large it is, so that 万元 and 亿元 convert
 * exactly and 元 and 美元 never do. Counted things (人, 件, 户 …) are each a dimension of their own.
 */
import { multiplyFraction } from './decimal.ts';

export interface Unit {
  /** As shown on screen: 亿m³, 人/万台. */
  symbol: string;
  /** Units convert only within a dimension; a quotient is written `a/b`. */
  dimension: string;
  /** Size in the base unit of the dimension: numerator ÷ denominator. */
  numerator: bigint;
  denominator: bigint;
}

export type UnitConversion =
  | { ok: true; value: number }
  | { ok: false; code: 'unknown-unit'; unit: string }
  | { ok: false; code: 'dimension-differs'; from: string; to: string };

/** Reads a unit as tables write it: 亿元, （万人）, 单位：吨, km², ㎡, ％, 上年同月＝100, 元/吨. Null when unknown. */
export function readUnit(text: string): Unit | null {
  const plain = normalise(text);
  return indexUnit(plain) ?? quotient(plain) ?? prefixed(plain);
}

/** Converts exactly (no binary error for decimal factors); refuses unknown units and different dimensions. */
export function convertUnit(value: number, from: string, to: string): UnitConversion {
  const [source, target] = [readUnit(from), readUnit(to)];
  if (!source) return { ok: false, code: 'unknown-unit', unit: from };
  if (!target) return { ok: false, code: 'unknown-unit', unit: to };
  if (source.dimension !== target.dimension) {
    return { ok: false, code: 'dimension-differs', from: source.dimension, to: target.dimension };
  }
  const numerator = source.numerator * target.denominator;
  return { ok: true, value: multiplyFraction(value, numerator, source.denominator * target.numerator) };
}

/** symbol, dimension, size (`1e3`, or a fraction `2000/3`), other ways to write it (after `normalise`). */
type Row = readonly [symbol: string, dimension: string, size: string, ...aliases: string[]];

const MEASURED: readonly Row[] = [
  ['元', 'CNY', '1', '人民币', 'rmb', 'cny', '¥'],
  ['角', 'CNY', '1e-1'],
  ['美元', 'USD', '1', 'usd', '$', 'us$'],
  ['欧元', 'EUR', '1', 'eur', '€'],
  ['港元', 'HKD', '1', '港币', 'hkd'],
  ['日元', 'JPY', '1', 'jpy'],
  ['%', 'ratio', '1e-2', '百分比', '百分数'],
  ['‰', 'ratio', '1e-3', '千分比', '千分数'],
  ['百分点', 'points', '1', '个百分点', 'pp'],
  ['倍', 'multiple', '1', '比', '倍数'],
  ['无量纲', 'number', '1', '数值', '-'],
  ['指数', 'index', '1', '点'],
  ['分', 'score', '1'],
  ['吨', 'mass', '1e6', 't'],
  ['克', 'mass', '1', 'g'],
  ['kg', 'mass', '1e3', '公斤'],
  ['mg', 'mass', '1e-3', '毫克'],
  ['μg', 'mass', '1e-6', '微克', 'ug'],
  ['斤', 'mass', '500', '市斤', '500克', '500g'],
  ['担', 'mass', '5e4', '市担'],
  ['吨标准煤', 'coal-equivalent', '1', 'tce', '吨标煤'],
  ['kg标准煤', 'coal-equivalent', '1e-3', '千克标准煤', '公斤标准煤'],
  ['克标准煤', 'coal-equivalent', '1e-6', 'g标准煤'],
  ['GJ', 'heat', '1e9', '吉焦'],
  ['GB', 'data', '1e9'],
  ['TB', 'data', '1e12'],
  ['瓦', 'power', '1', 'w'],
  ['千瓦', 'power', '1e3', 'kw'],
  ['MW', 'power', '1e6', '兆瓦'],
  ['GW', 'power', '1e9', '吉瓦'],
  ['瓦时', 'energy', '1', 'wh'],
  ['千瓦时', 'energy', '1e3', 'kwh', '度', 'kw.h', '千瓦小时', '千瓦·时'],
  ['MWh', 'energy', '1e6', '兆瓦时'],
  ['㎡', 'area', '1', 'm2', '平方米', '平米'],
  ['亩', 'area', '2000/3'],
  ['公顷', 'area', '1e4', 'hm2', 'ha'],
  ['km²', 'area', '1e6', 'km2', '平方公里', '平方千米'],
  ['m³', 'volume', '1', 'm3', '立方米', '立方', '方'],
  ['升', 'volume', '1e-3', 'l'],
  ['标准m³', 'standard-volume', '1', '标准立方米', '标方'],
  ['桶', 'barrel', '1', 'bbl'],
  ['米', 'length', '1', 'm'],
  ['km', 'length', '1e3', '公里'],
  ['mm', 'length', '1e-3', '毫米'],
  ['ms', 'duration', '1e-3', '毫秒'],
  ['秒', 'duration', '1', 's'],
  ['分钟', 'duration', '60', 'min'],
  ['小时', 'duration', '3600', 'h'],
  ['天', 'duration', '86400', '日', 'd'],
  ['工作日', 'working-day', '1'],
  ['月', 'month', '1', '个月'],
  ['年', 'year', '1'],
  ['岁', 'age', '1', '周岁'],
  ['人·年', 'person-year', '1', '人年'],
  ['人·月', 'person-month', '1', '人月'],
  ['1/10万', 'ratio', '1e-5', '/10万', '1/100000'],
  ['人/10万人', '人/人', '1e-5'],
  ['标准箱', '标准箱', '1', 'teu'],
  ['床', '床', '1', '床位'],
  ['dB', 'decibel', '1', '分贝'],
  ['℃', 'celsius', '1', '°c', '摄氏度'],
  ['hPa', 'pressure', '1', '百帕'],
];

/** Things that are counted: each is its own dimension. */
const COUNTED =
  '人 人次 户 户次 件 件次 起 个 套 张 本 次 次数 条 项 例 台 辆 座 家 所 处 头 只 株 部 艘 架 班 期 篇 宗 批 批次 册 种 门 箱 支 片 块 组 间 枚 羽 匹 席 桌 场 列 笔 车次 班次 架次 学时 工日 重量箱 人公里 吨公里';

const PREFIXES: readonly (readonly [string, bigint])[] = [
  ['千万', 10n ** 7n],
  ['百万', 10n ** 6n],
  ['十万', 10n ** 5n],
  ['万亿', 10n ** 12n],
  ['亿', 10n ** 8n],
  ['万', 10n ** 4n],
  ['千', 10n ** 3n],
  ['百', 10n ** 2n],
  ['十', 10n],
];

const NAMED: ReadonlyMap<string, Unit> = new Map([
  ...COUNTED.split(' ').map((noun): [string, Unit] => [noun, unitOf(noun, noun, '1')]),
  ...MEASURED.flatMap(([symbol, dimension, size, ...aliases]) =>
    [normalise(symbol), ...aliases].map((name): [string, Unit] => [name, unitOf(symbol, dimension, size)]),
  ),
]);

function unitOf(symbol: string, dimension: string, size: string): Unit {
  const [top = '1', bottom = '1'] = size.split('/');
  const [digits = '1', power = '0'] = top.split('e');
  const exponent = Number(power);
  return {
    symbol,
    dimension,
    numerator: BigInt(digits) * 10n ** BigInt(Math.max(0, exponent)),
    denominator: BigInt(bottom) * 10n ** BigInt(Math.max(0, -exponent)),
  };
}

/** 上年=100 and 上年同月=100 are both indices, of different bases: they do not convert. */
function indexUnit(plain: string): Unit | null {
  const base = /(上年同月|上年同期|上年|上月|上季|上期|\d{4}年?)=100/.exec(plain)?.[1];
  return base ? { symbol: `${base}=100`, dimension: `index:${base}`, numerator: 1n, denominator: 1n } : null;
}

function quotient(plain: string): Unit | null {
  const [top, bottom, ...rest] = plain.split('/').map((part) => prefixed(part));
  if (!top || !bottom || rest.length > 0) return null;
  return {
    symbol: `${top.symbol}/${bottom.symbol}`,
    dimension: `${top.dimension}/${bottom.dimension}`,
    numerator: top.numerator * bottom.denominator,
    denominator: top.denominator * bottom.numerator,
  };
}

/** A named unit, or a named unit behind 万, 亿 …. */
function prefixed(plain: string): Unit | null {
  const named = NAMED.get(plain);
  if (named) return named;
  for (const [prefix, factor] of PREFIXES) {
    const base = plain.startsWith(prefix) ? NAMED.get(plain.slice(prefix.length)) : undefined;
    if (base) return { ...base, symbol: prefix + base.symbol, numerator: base.numerator * factor };
  }
  return null;
}

function normalise(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/^(?:计量)?单位:?/, '')
    .replace(/[—–−]+/g, '-')
    // 元·月 is money per month.
    .replace(/^(.*元)[·.•]月$/, '$1/月');
  return plain.replace(/^[([](.*)[)\]]$/, '$1').replace(/(?<=元)人民币$|^人民币(?=.*元)/, '');
}
