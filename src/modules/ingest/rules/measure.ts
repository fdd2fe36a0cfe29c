/** Takes a published indicator name apart: name, unit, base of an index, basis, growth. */
import type { Basis } from '#platform/period/basis.ts';
import { readUnit } from '#platform/unit.ts';
import { type GrowthKind, readGrowth } from './growth.ts';
import { readLabel } from './label.ts';
import type { Aliases } from './reading.ts';

/** What a value measures. Shared by all observations of one label. */
export interface MeasureRef {
  /** Tells measures of one file apart: the name, behind its group when it has one (进出口总额/出口). */
  readonly key: string;
  readonly name: string;
  /** The words as published, without footnotes. */
  readonly label: string;
  /** The item this one is part of (其中), or the heading it stands under. */
  readonly group: string | null;
  /** Symbol of the unit (亿元, %, 上年同月=100), or null when nothing says it. */
  readonly unit: string | null;
  /** Base of an index (上年同月=100). */
  readonly base: string | null;
  readonly basis: Basis | null;
  /** Growth published as an indicator of its own: its kind and the name it belongs to. */
  readonly growth: { readonly kind: GrowthKind; readonly of: string } | null;
}

/** Reads a name such as 地区生产总值(亿元), 出口总值当期值(千美元), 居民消费价格指数(上年同月=100), 人口数(人口抽样调查)(人). */
export function readMeasure(raw: string): MeasureRef {
  const label = readLabel(raw).text;
  const { text, unit, base } = splitUnit(label);
  const growth = readGrowth(unit === '%' ? `${text}(%)` : text);
  const split = splitBasis(growth ? text.replace(/_/g, '') : text);
  const name = withoutPlace(unit ? withoutUnit(split.name, unit) : split.name);
  const basis = split.basis ?? (growth ? growthBasis(text) : null);
  return {
    key: name,
    name,
    label,
    group: null,
    unit: unit ?? (growth ? '%' : null),
    base,
    basis: basis ?? (growth ? 'RATE' : basisOfUnit(unit, name)),
    growth: growth?.of ? { kind: growth.kind, of: splitBasis(growth.of).name } : null,
  };
}

/** 累计增长 is of the cumulative value. */
function growthBasis(text: string): Basis | null {
  return /累计/.test(text) ? 'CUM' : /[当本][月期季]/.test(text) ? 'CUR' : null;
}

/** 全省常住人口 is 常住人口 of the province; 全省合计 is no name. */
function withoutPlace(name: string): string {
  return name.replace(/^(?:全|我|本)省(?!合计|总计|平均|总数)(?=\p{Script=Han}{2})/u, '');
}

/** The measure as part of a group: its key is then told apart from the same words under another group. */
export function underGroup(measure: MeasureRef, group: string | null): MeasureRef {
  if (group === null || group === '') return measure;
  const own = measure.group === null ? group : `${group}/${measure.group}`;
  return { ...measure, group: own, key: `${own}/${measure.name}` };
}

/** Words that mean something only behind a name: 占比, 完成进度, 人均, 年度目标. */
const ASPECT =
  /^(?:占比|比重|比例|占.*比[重例]|[比较](?:年初|上月|上年末|上季末)|完成进度|完成率|完成年度(?:目标|计划)|序时进度|(?:年度|全年)?(?:目标|计划|任务)[值数]?|进度|(?:年初|年度|全年|调整)?预算数?|(?:占|为|完成)年?[初度]?预算|完成(?:目标|计划|任务)|决算数|(?:比上年|同比)?(?:增减|增加|增长)[额量数]|增减|增加|变动|变化|(?:比上年|同比)?增减?收额?|[比较](?:上年|去年|上月|上季|年初|同期)\S{0,4}(?:增减|增加|变动|变化)[额量数]?|[年月季期]?[初末]?余额|人均|户均|加权平均|(?:年|年均|年平均|平均每年|[两二三四五]年平均)(?:增长|增速|增长率|增长速度))$/;

/** Whether a measure means something only behind another: 占比, or a growth of nothing named. */
export function isAspect({ name, growth }: MeasureRef): boolean {
  return ASPECT.test(name) || growth?.of === '';
}

/** Words that say of what kind the values under them are: 指数（上年=100）, 构成（%）, 绝对数（亿元）. */
const KIND_OF_VALUE = /^(?:指数|发展速度|构成|比重|占比|增速|增长速度|增长率)$/;
const PLAIN_VALUE = /^(?:绝对[数额量值]|总[量额]|数[值量]|实绩|实际数)$/;
/** Quantities that a title names in full: 粮食产量 over a column 产量. */
const QUANTITY =
  /^(?:存量|收入|支出|投资|库存|产量|产值|销量|销售[量额]|面积|数量|人数|户数|件数|次数|个数|总[量额数值]|金额|增加值|指数|规模)$/;

/** A measure below another in the header or beside it in the row: 财政收入 over 占比 is 财政收入占比, 人均收入 over 城镇
 * is 城镇 in the group 人均收入. */
export function within(outer: MeasureRef | null, inner: MeasureRef | null): MeasureRef | null {
  if (!outer || !inner) return inner ?? outer;
  if (inner.key === outer.key) return withUnit(inner, outer.unit);
  if (PLAIN_VALUE.test(outer.name) || saysMore(outer, inner)) return withUnit(inner, outer.unit);
  if (repeats(outer, inner)) return withUnit(outer, inner.unit);
  if (KIND_OF_VALUE.test(outer.name) && !isAspect(inner)) return aspectOf(inner, outer);
  if (!isAspect(inner)) return { ...underGroup(inner, outer.key), unit: inner.unit ?? outer.unit };
  return aspectOf(outer, inner);
}

/** 失业率 over 31个大城市失业率: the name below says all of the one above. */
function saysMore(outer: MeasureRef, inner: MeasureRef): boolean {
  return inner.name.length > outer.name.length && outer.name.length > 2 && inner.name.endsWith(outer.name);
}

/** 工业增加值增速 over 增速, 粮食产量 over 产量: the name below is the end of the one above. */
function repeats(outer: MeasureRef, inner: MeasureRef): boolean {
  const ends =
    outer.key.split('/').some((part) => part.endsWith(inner.name)) ||
    (inner.growth?.kind === outer.growth?.kind && outer.growth !== null);
  return ends && (QUANTITY.test(inner.name) || isAspect(inner));
}

/** A bare quantity: a header that needs the thing it counts. */
export function isQuantity({ name }: Pick<MeasureRef, 'name'>): boolean {
  return QUANTITY.test(name);
}

/** 完成进度 of 新增就业 is 新增就业完成进度; an amount keeps the unit of the whole, a rate has its own. */
function aspectOf(outer: MeasureRef, inner: MeasureRef): MeasureRef {
  const name = `${outer.name}${inner.name}`;
  const growth = inner.growth && { ...inner.growth, of: inner.growth.of || outer.name };
  const unit = inner.unit ?? (inner.basis === 'RATE' ? null : outer.unit);
  const key = outer.group ? `${outer.group}/${name}` : name;
  return { ...inner, key, name, label: name, group: outer.group, unit, growth };
}

/** Growth that no column of values stands beside, as a measure: 增速(%), completed by the name it comes under. */
export function growthMeasure(kind: GrowthKind, of: MeasureRef | null): MeasureRef {
  const points = kind.endsWith('Pp');
  const against = kind.startsWith('mom') ? '环比' : kind.startsWith('ytd') ? '比年初' : '';
  const name = `${of?.name ?? ''}${against}${points ? '增减百分点' : '增速'}`;
  const own = { key: name, name, label: name, group: of?.group ?? null, unit: points ? '百分点' : '%', base: null };
  return {
    ...own,
    key: own.group ? `${own.group}/${name}` : name,
    basis: 'RATE',
    growth: { kind, of: of?.name ?? '' },
  };
}

/** 比上月增减, 比年初增加 in a sheet of amounts: how much more of the measure, in its own unit. */
export function amountOfChange(text: string): MeasureRef {
  return { ...readMeasure(text), unit: null, basis: null, growth: null };
}

/** The measure under the name and unit that a person has given its label. */
export function renamed(measure: MeasureRef, { measures }: Pick<Aliases, 'measures'>): MeasureRef {
  const given = measures[measure.label] ?? measures[measure.name];
  return given ? { ...measure, name: given.name, key: given.name, unit: given.unit ?? measure.unit } : measure;
}

/** The measure with a unit said elsewhere (title, unit row, unit column) where its own name says none. */
export function withUnit(measure: MeasureRef, unit: string | null): MeasureRef {
  if (measure.unit !== null || unit === null) return measure;
  return { ...measure, unit, basis: measure.basis ?? basisOfUnit(unit, measure.name) };
}

/** Units that are twice in a name: 国内生产总值指数(上年=100)_当季值(上年=100). */
function withoutUnit(name: string, unit: string): string {
  const [, text = '', inside = ''] = /^(.+)[([]([^()[\]]*)[)\]]$/.exec(name) ?? [];
  return inside !== '' && readUnit(inside)?.symbol === unit ? text : name;
}

const BRACKETED = /[([]([^()[\]]*)[)\]]/g;

interface Split {
  text: string;
  unit: string | null;
  base: string | null;
}

/** Takes the unit out of a label: the last bracket that is a unit, or what stands behind a comma, colon or stroke. */
function splitUnit(label: string): Split {
  for (const match of [...label.matchAll(BRACKETED)].reverse()) {
    const inside = (match[1] ?? '').replace(/^[,;]/, '');
    const unit = isMoneySupply(inside) ? null : readUnit(inside);
    if (!unit) continue;
    const text = `${label.slice(0, match.index)}${label.slice(match.index + match[0].length)}`.trim();
    if (text !== '') return { text, unit: unit.symbol, base: baseOf(unit.symbol) };
  }
  return splitTrailing(label);
}

/** 货币和准货币(M2) are no square metres. */
function isMoneySupply(text: string): boolean {
  return /^M[0-3]$/.test(text);
}

function splitTrailing(label: string): Split {
  const [, text = '', tail = ''] = /^(.+?)[,:;_/](?:单位:?)?([^,:;_]+)$/.exec(label) ?? [];
  const unit = tail === '' ? null : readUnit(tail);
  if (unit) return { text, unit: unit.symbol, base: baseOf(unit.symbol) };
  const percent = /^(.+?)[%‰]$/.exec(label)?.[1];
  return percent ? { text: percent, unit: label.slice(-1), base: null } : { text: label, unit: null, base: null };
}

function baseOf(unit: string): string | null {
  return unit.endsWith('=100') ? unit : null;
}

const BASIS_TAILS: readonly (readonly [RegExp, Basis])[] = [
  [/[_:,-]?(?:本年|自年初|年初至今)?累计[值数额]?$/, 'CUM'],
  [/[_:,-]?(?:当[期月季]|本[期月季])(?:值|数|额)?$/, 'CUR'],
  [/[_:,-]?期末[值数]?$/, 'PT'],
];

/** 10月末各项存款余额 is the balance of the period above. */
const MONTH_END = /^(?:\d{1,2}月|[一二三四五六七八九]月|十[一二]?月|本?月|本期|本季度?)末(?=\p{Script=Han}{2})/u;

/** 累计支出 runs from January; 累计结余 and 累计确诊 do not. */
const SINCE_JANUARY = /^(?:本年)?累计(?=(?:收入|支出|完成|投资|发放|新增|销售|接待))/;

function splitBasis(raw: string): { name: string; basis: Basis | null } {
  const text = raw.replace(MONTH_END, '');
  if (text !== raw) return { name: text, basis: 'PT' };
  const flow = raw.replace(SINCE_JANUARY, '');
  if (flow !== raw) return { name: flow, basis: 'CUM' };
  const current = raw.replace(/^[本当][月期季](?=\p{Script=Han}{2})(?!累计|止)/u, '');
  if (current !== raw) return { name: current, basis: 'CUR' };
  for (const [pattern, basis] of BASIS_TAILS) {
    const name = text.replace(pattern, '').trim();
    if (name !== text && name !== '') return { name, basis };
  }
  return { name: text, basis: /^(?:[年月季期]末|期末)|余额$|\([年月季期]末\)$/.test(text) ? 'PT' : null };
}

function basisOfUnit(unit: string | null, name: string): Basis | null {
  if (unit?.endsWith('=100')) return 'IDX';
  return unit === '%' ||
    unit === '‰' ||
    /(?:率|占比|比重|进度|(?:完成|占|为)年?[初度]?预算|完成(?:目标|计划|任务))$/.test(name)
    ? 'RATE'
    : null;
}
