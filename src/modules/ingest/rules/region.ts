/** Reads the region a label names, through a resolver that is handed in. */
import { chinesePart, type Label, readLabel } from './label.ts';
import type { Cell } from './sheet.ts';

export interface RegionRef {
  /** Six digits of GB/T 2260. */
  readonly code: string;
  readonly name: string;
  readonly level: string;
}

/** Finds a region by name, short name, former name or code; null when unknown. `parent` tells 城区 of 阳泉 from others. */
export type ResolveRegion = (text: string, hint?: { parent?: string; level?: string }) => RegionRef | null;

/** Labels that stand for everything the table covers: 合计, 全省总计, 全市. */
const WHOLE =
  /^(?:全[省市区县州]|全区域|[一二三四五六七八九十\d]+(?:个?市|县区?|个?县\(?市?区?\)?))?(?:合计|总计|总数|总和|总体|平均|汇总)?$/;
const SUM_WORDS = /(?:合计|总计|总数|平均|汇总)$/;

/** Whether a label means the whole of the table and names no region of its own. */
export function isWhole(text: string): boolean {
  return text !== '' && WHOLE.test(text);
}

export interface RegionReader {
  /** The region a label names; `parent` is the code of the region it stands under. */
  read(cell: Cell | undefined, parent?: string | null): RegionRef | null;
}

export interface RegionOptions {
  /** Names a person has told the region of. */
  readonly aliases?: Readonly<Record<string, RegionRef>>;
  /** What 全省 or 合计 stands for. */
  readonly whole?: RegionRef | null;
}

const CACHE_LIMIT = 20_000;
/** Longer texts are no region, even with an English name and spaces between the characters. */
const LONGEST = 60;

/** A reader with a memory: a name that stands in every row is resolved once. */
export function createRegionReader(resolve: ResolveRegion, options: RegionOptions = {}): RegionReader {
  const cache = new Map<string, RegionRef | null>();
  return {
    read(cell, parent) {
      if (typeof cell !== 'string' && typeof cell !== 'number') return null;
      if (typeof cell === 'string' && cell.length > LONGEST) return null;
      const key = parent ? `${cell}\u0000${parent}` : String(cell);
      const known = cache.get(key);
      if (known !== undefined) return known;
      const found = resolveCell(String(cell), parent ?? null, resolve, options);
      if (cache.size < CACHE_LIMIT) cache.set(key, found);
      return found;
    },
  };
}

function resolveCell(
  raw: string,
  parent: string | null,
  resolve: ResolveRegion,
  options: RegionOptions,
): RegionRef | null {
  const label = readLabel(raw);
  const alias = options.aliases?.[raw.trim()] ?? options.aliases?.[label.text];
  if (alias) return alias;
  if (/^\d+$/.test(label.text)) return resolveCode(label.text, resolve);
  if (isWhole(label.text)) return options.whole ?? null;
  return firstOf(namesOf(raw, label), (name) => plain((parent ? resolve(name, { parent }) : null) ?? resolve(name)));
}

/** Six digits, or twelve of the statistical code whose last six are zero. */
function resolveCode(digits: string, resolve: ResolveRegion): RegionRef | null {
  if (digits.length === 12 && digits.endsWith('000000')) return plain(resolve(digits.slice(0, 6)));
  return digits.length === 6 ? plain(resolve(digits)) : null;
}

/** Only what a reading stores: resolvers know more of a region. */
function plain(region: RegionRef | null): RegionRef | null {
  return region && { code: region.code, name: region.name, level: region.level };
}

function namesOf(raw: string, label: Label): Set<string> {
  const text = chinesePart(label.text);
  // 广西省 is how those write it who put 省 behind every name.
  const names = [
    raw.trim(),
    text,
    text.replace(SUM_WORDS, ''),
    text.replace(/\([^()]*\)$/, ''),
    text.replace(/省$/, ''),
  ];
  return new Set(names.filter((name) => name !== '' && name.length <= 30 && !isWhole(name)));
}

function firstOf<T>(items: Iterable<string>, read: (item: string) => T | null): T | null {
  for (const item of items) {
    const found = read(item);
    if (found) return found;
  }
  return null;
}

/** The region that holds all the given ones: their city, their province, or the country; null without any. */
export function commonParent(regions: readonly RegionRef[], resolve: ResolveRegion): RegionRef | null {
  const codes = leaves(new Set(regions.map((region) => region.code)));
  const first = codes[0];
  if (first === undefined) return null;
  const within = (length: number) => codes.every((code) => code.slice(0, length) === first.slice(0, length));
  if (!first.endsWith('00') && within(4)) return plain(resolve(`${first.slice(0, 4)}00`));
  if (!first.endsWith('0000') && within(2)) return plain(resolve(`${first.slice(0, 2)}0000`));
  return plain(resolve('100000'));
}

/** The codes that hold no other of them: a table of counties may list their city too. */
function leaves(codes: ReadonlySet<string>): string[] {
  const all = [...codes];
  const holds = (code: string) => all.some((other) => other !== code && other.startsWith(code.replace(/(?:00)+$/, '')));
  return all.filter((code) => code !== '100000' && !holds(code));
}

/** Whether a code lies in another, or is it. */
export function isWithin(code: string, above: string): boolean {
  return above === '100000' || code.startsWith(above.replace(/(?:00)+$/, ''));
}
