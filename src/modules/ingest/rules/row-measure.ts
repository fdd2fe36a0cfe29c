/** Reads which measure a row is about: its label, the item it is part of, its unit. */
import { readUnit } from '#platform/unit.ts';
import { readLabel } from './label.ts';
import { type MeasureRef, readMeasure, renamed, underGroup, within, withUnit } from './measure.ts';
import { type Fault, faultAt } from './outcome.ts';
import type { LabelColumn, Plan } from './plan.ts';
import type { Aliases } from './reading.ts';
import { type Cell, isBlank, textOf } from './sheet.ts';

interface Item {
  readonly offset: number;
  /** Depth of its numbering, 0 without one. */
  readonly heading: number;
  readonly measure: MeasureRef;
}

export interface MeasureState {
  /** Items the next row may be part of, outermost first. */
  items: readonly Item[];
  section: MeasureRef | null;
}

/** The state before any row, and after a section title. */
export function noItems(section: MeasureRef | null = null): MeasureState {
  return { items: [], section };
}

type Take = (column: LabelColumn) => Cell;

interface Name {
  readonly offset: number;
  readonly heading: number;
  /** Marked or indented as a part of an item above. */
  readonly isPart: boolean;
  readonly measure: MeasureRef;
}

/** Reads names with a memory. */
export type NameReader = (raw: string) => Name;

const CACHE_LIMIT = 20_000;

/** A reader of measure names, aware of those a person has renamed. */
export function createNameReader(aliases: Pick<Aliases, 'measures'>): NameReader {
  const cache = new Map<string, Name>();
  return (raw) => {
    const known = cache.get(raw);
    if (known) return known;
    const { offset, heading, ofWhich } = readLabel(raw);
    const isPart = ofWhich || heading > 1 || /^\s/.test(raw);
    const name = { offset, heading, isPart, measure: renamed(readMeasure(raw), aliases) };
    if (cache.size < CACHE_LIMIT) cache.set(raw, name);
    return name;
  };
}

/** The measure named by the row or by what stands above; null when only the header names measures. */
export function readRowMeasure(
  plan: Plan,
  state: MeasureState,
  names: NameReader,
  take: Take,
): MeasureRef | null | Fault {
  const above = state.section ?? plan.reading.fixed.measure?.value ?? null;
  if (plan.names.length === 0) return above && plan.unit ? unitOfRow(above, plan.unit, take) : above;
  const own = ownMeasure(plan, state, names, take);
  if (!own) return faultAt('measure-missing', '', ...plan.names.map(({ index }) => index));
  const measure = grouped(own, state.section);
  return plan.unit ? unitOfRow(measure, plan.unit, take) : measure;
}

/** A row under a heading belongs to its group: 城镇 / 人均可支配收入 is not 农村 / 人均可支配收入. */
function grouped(own: MeasureRef, section: MeasureRef | null): MeasureRef {
  return section ? (within(section, own) ?? own) : own;
}

/** Names from coarse to fine columns; in a single column the indentation and 其中 tell what is part of what. */
function ownMeasure(plan: Plan, state: MeasureState, names: NameReader, take: Take): MeasureRef | null {
  const texts = plan.names.map((column) => textOf(take(column))).filter((text) => !isBlank(text));
  const [first] = texts;
  if (first === undefined) return null;
  if (plan.names.length === 1) return itemOf(names(first), state);
  return texts
    .map((text) => names(text).measure)
    .reduce<MeasureRef | null>((outer, inner) => within(outer, inner), null);
}

/** Half a character is no indentation: 其中: and 其中： are one. */
const TOLERANCE = 1;

function itemOf({ offset, heading, isPart, measure: own }: Name, state: MeasureState): MeasureRef {
  const above = state.items.filter((item) => holds(item, offset, heading));
  const nearest = above.at(-1)?.measure ?? null;
  const full = completed(own, nearest ?? last(state));
  const measure = full === own && isPart ? partOf(own, nearest) : full;
  state.items = [...above, { offset, heading, measure }];
  return measure;
}

/** （一） stands under 一、 and 1. under （一）, whatever the indentation; else what stands further left holds the rest. */
function holds(item: Item, offset: number, heading: number): boolean {
  return item.heading > 0 && heading > 0 ? item.heading < heading : item.offset < offset - TOLERANCE;
}

function last(state: MeasureState): MeasureRef | null {
  return state.items.at(-1)?.measure ?? null;
}

/** A row that only says 增速(%) is the growth of the row above. */
function completed(measure: MeasureRef, above: MeasureRef | null): MeasureRef {
  const bare =
    measure.growth === null && /^(?:增速|增长|同比|环比|增长率|增长速度|同比增长|比上年增长)$/.test(measure.name);
  if (!bare || !above) return measure;
  const joined = `${above.name}${measure.name}`;
  const growth = readMeasure(`${joined}(%)`).growth;
  const own: MeasureRef = { ...measure, name: joined, key: joined, unit: '%', growth };
  return underGroup(own, above.group);
}

function partOf(measure: MeasureRef, parent: MeasureRef | null): MeasureRef {
  return parent ? withUnit(underGroup(measure, parent.key), parent.unit) : measure;
}

function unitOfRow(measure: MeasureRef, column: LabelColumn, take: Take): MeasureRef | Fault {
  const text = textOf(take(column)).trim();
  if (text === '' || /^[-—–/]+$/.test(text)) return measure;
  const unit = readUnit(text);
  if (!unit) return faultAt('unit-unknown', `“${text}”`, column.index);
  return withUnit({ ...measure, unit: null }, unit.symbol);
}
