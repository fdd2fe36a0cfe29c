/** Settles the roles of all columns together. */
import { besides } from './beside.ts';
import { type Draft, type FirstRole, firstRole, made, type Role } from './column-role.ts';
import { growthMeasure, isAspect, isQuantity } from './measure.ts';
import { type Pair, pairGrowth } from './pair.ts';
import type { Cast, Column, ColumnRole, Correction, Observed } from './reading.ts';
import { isPartial } from './time.ts';

export interface ColumnsInput {
  readonly drafts: readonly Draft[];
  readonly observed: Observed;
  /** A title or section titles name the measure, so no column has to. */
  readonly measureElsewhere: boolean;
  /** A title says the period of all rows. */
  readonly titled: boolean;
  readonly corrections: readonly Correction[];
}

interface Candidate {
  readonly draft: Draft;
  readonly role: FirstRole;
}

interface Settled {
  readonly draft: Draft;
  readonly role: Role;
}

/** Columns with their roles, casts and growth pairs. What a person said of a column stands. */
export function settleColumns({ drafts, observed, measureElsewhere, titled, corrections }: ColumnsInput): Column[] {
  const first = drafts.map((draft): Candidate => ({ draft, role: firstRole(draft) }));
  const names = nameColumns(first, measureElsewhere);
  const stub = titled && names.size === 0 ? stubColumn(first, measureElsewhere) : null;
  const aside = new Map([...laterTimes(first), ...rankChanges(first)]);
  const settled = first.map(({ draft, role }): Settled => {
    const told = names.has(draft.index) ? nameRole(draft) : (aside.get(draft.index) ?? role);
    const own = told === 'text' ? textRole(draft, observed, stub) : foreignRole(told, draft, observed);
    return { draft, role: saidRole(corrections, draft.index) ?? own };
  });
  const pairs = pairsOf(
    settled.filter(({ role }) => role.role === 'measure').map(({ draft }) => draft),
    corrections,
  );
  return besides(settled.map((column) => finished(column, pairs, observed, corrections)));
}

function saidRole(corrections: readonly Correction[], index: number): Role | null {
  const said = corrections.findLast((c) => c.kind === 'column' && c.column === index);
  if (said?.kind !== 'column') return null;
  const part = said.role === 'period' ? (said.part ?? 'whole') : null;
  return { ...made(said.role === 'growth' ? 'measure' : said.role, 1, '由人指定'), part };
}

/** Pairs as found, with those a person gave; a column the person calls a measure is not paired. */
function pairsOf(values: readonly Draft[], corrections: readonly Correction[]): ReadonlyMap<number, Pair> {
  const pairs = pairGrowth(values);
  for (const said of corrections) {
    if (said.kind !== 'column') continue;
    const kind = values.find(({ index }) => index === said.column)?.head.growth?.kind ?? 'yoy';
    if (said.role === 'growth' && said.of !== undefined) pairs.set(said.column, { of: said.of, kind });
    else if (said.role !== 'growth') pairs.delete(said.column);
  }
  return pairs;
}

/** Indexes of the columns of text that name the indicator of their row. */
function nameColumns(all: readonly Candidate[], measureElsewhere: boolean): ReadonlySet<number> {
  const values = all
    .filter(({ role, draft }) => isRole(role, 'measure') && !draft.head.growth)
    .map(({ draft }) => draft);
  const texts = all.filter(({ role, draft }) => role === 'text' && draft.evidence.filled > 0).map(({ draft }) => draft);
  const chosen = sayers(texts, values);
  // Rows with units of their own are about different things: 原煤 万吨, 发电量 亿千瓦时.
  const ownUnits = all.some(({ role, draft }) => isRole(role, 'unit') && draft.evidence.distinct > 1);
  const fallback = ownUnits || !(namesInHeader(values) || measureElsewhere) ? leftmost(texts, values, ownUnits) : [];
  return new Set((chosen.length > 0 ? chosen : fallback).map(({ index }) => index));
}

/** Columns that say they name indicators. 项目 over rows is weaker than a header of measures with units. */
function sayers(texts: readonly Draft[], values: readonly Draft[]): Draft[] {
  const plain = texts.filter(({ path }) => /^(?:统计)?指标(?:名称?)?$/.test(path.at(-1) ?? ''));
  const withUnits = values.some(({ head }) => head.cast.measure?.unit != null && !isAspect(head.cast.measure));
  if (plain.length > 0 || (namesInHeader(values) && withUnits)) return plain;
  return texts.filter((text) => text.head.kind === 'measureName' || listsItems(text));
}

/** Names with units, or 项目名称 over items and their parts. */
function listsItems({ path, evidence }: Draft): boolean {
  if (evidence.measures * 2 >= evidence.filled) return true;
  return /(?:项目|名称)$|^$/.test(path.at(-1) ?? '') && evidence.items * 4 >= evidence.distinct;
}

function namesInHeader(values: readonly Draft[]): boolean {
  const named = values.filter(
    ({ head: { cast } }) => cast.measure && !isAspect(cast.measure) && !isQuantity(cast.measure),
  );
  return values.length > 0 && named.length * 2 >= values.length;
}

function leftmost(texts: readonly Draft[], values: readonly Draft[], entities: boolean): readonly Draft[] {
  const edge = Math.min(...values.map(({ index }) => index));
  const before = texts.filter(({ index }) => index < edge && Number.isFinite(edge));
  const places = ({ head }: Draft) => head.kind === 'region' || (head.kind === 'entity' && !entities);
  return before.filter((draft) => !places(draft)).slice(0, 1);
}

function nameRole({ evidence, head, path }: Draft): Role {
  if (head.kind === 'measureName') return made('measureName', 0.95, `表头写“${path.at(-1) ?? '指标'}”，逐行写指标`);
  return made('measureName', evidence.measures > 0 ? 0.9 : 0.7, `逐行写指标，例如“${evidence.examples[0] ?? ''}”`);
}

/** The remaining text columns: part of the key when rows need them to differ, else only kept with the record. */
function textRole({ index, head, path }: Draft, { separating }: Observed, stub: number | null): Role {
  if (index === stub) return made('dimension', 0.8, `标题写明时间，“${path.at(-1) ?? ''}”区分各行`);
  if (head.kind === 'entity' || head.kind === 'region')
    return made('dimension', 0.8, `“${path.at(-1) ?? ''}”区分同一地区同一时间的各行`);
  if (separating.includes(index)) return made('dimension', 0.75, '没有这一列，就有多行的地区和时间相同');
  return made('attribute', 0.7, '文字，随记录保存');
}

/** Columns of whole times behind the first: 开始日期 | 结束日期. One that lacks its year completes the column before it. */
function laterTimes(all: readonly Candidate[]): [number, Role][] {
  const times = all.filter(({ role }) => role !== 'text' && role.role === 'period' && role.part === 'whole');
  const full = times.filter(({ draft }) => !draft.evidence.examples.some(isPartial));
  const role = made('attribute', 0.7, '已有一列时间，这一列随记录保存');
  return full.slice(1).map(({ draft }) => [draft.index, role]);
}

/** 位次 | 较上月变化: of the rank, not of the values. */
function rankChanges(all: readonly Candidate[]): [number, Role][] {
  const role = made('ignore', 0.7, '位次的变化由系统按数值计算，不作为指标');
  const changes = all.filter(
    ({ draft }, i) => /(?:变化|升降|变动)$/.test(draft.path.at(-1) ?? '') && all[i - 1]?.draft.head.kind === 'rank',
  );
  return changes.map(({ draft }) => [draft.index, role]);
}

const PLACED: readonly ColumnRole[] = ['region', 'regionCode', 'period', 'dimension', 'unit'];

/** The one column of labels before the values of a table of one period: 病名 | 发病数 | 死亡数. Numbered rows are a list. */
function stubColumn(all: readonly Candidate[], measureElsewhere: boolean): number | null {
  const values = all.filter(({ role }) => isRole(role, 'measure')).map(({ draft }) => draft);
  const texts = all.filter(({ role, draft }) => role === 'text' && draft.evidence.filled > 0);
  const [only] = texts;
  const elsewhere = all.some(
    ({ role, draft }) => PLACED.some((placed) => isRole(role, placed)) || draft.evidence.counting,
  );
  if (!only || texts.length > 1 || elsewhere || !(measureElsewhere || namesInHeader(values))) return null;
  return values.every(({ index }) => index > only.draft.index) ? only.draft.index : null;
}

/** 迁入地 beside 迁出地 is no finer region of the row. */
function foreignRole(role: Role, { index }: Draft, { foreign }: Observed): Role {
  if (role.role !== 'region' || !foreign.includes(index)) return role;
  return made('dimension', 0.7, '与左边的地区没有隶属关系，用来区分各行');
}

function isRole(role: FirstRole, wanted: ColumnRole): boolean {
  return role !== 'text' && role.role === wanted;
}

const LABEL_ROLES: readonly ColumnRole[] = ['region', 'regionCode', 'period', 'measureName'];

/** A label written once for several rows: merged down, or blank under a value in at least three rows of ten. */
function isCarried({ draft, role }: Settled, { merged }: Observed): boolean {
  const { carried, filled } = draft.evidence;
  if (carried === 0) return false;
  if (role.role === 'dimension') return merged.includes(draft.index);
  if (!LABEL_ROLES.includes(role.role)) return false;
  return merged.includes(draft.index) || carried >= (carried + filled) * 0.3;
}

function finished(
  settled: Settled,
  pairs: ReadonlyMap<number, Pair>,
  observed: Observed,
  corrections: readonly Correction[],
): Column {
  const { draft, role } = settled;
  const { index, path, evidence } = draft;
  const label = path.join('/') || `第 ${index + 1} 列`;
  const base = { index, path, label, carry: isCarried(settled, observed), evidence, ...role, cast: null, growth: null };
  if (role.role !== 'measure') return base;
  const pair = pairs.get(index);
  if (!pair) return { ...base, cast: withSaidUnit(aloneCast(draft), index, corrections) };
  return { ...base, role: 'growth', why: `增速，对应第 ${pair.of + 1} 列的数值`, cast: draft.head.cast, growth: pair };
}

/** Growth without values beside it is a measure of its own: 规模以上工业增加值增速. */
function aloneCast({ head }: Draft): Cast {
  return head.growth ? { ...head.cast, measure: growthMeasure(head.growth.kind, head.cast.measure) } : head.cast;
}

function withSaidUnit(cast: Cast, index: number, corrections: readonly Correction[]): Cast {
  const said = corrections.findLast((c) => c.kind === 'unit' && c.column === index);
  if (said?.kind !== 'unit') return cast;
  return { ...cast, unit: said.unit, measure: cast.measure && { ...cast.measure, unit: said.unit } };
}
