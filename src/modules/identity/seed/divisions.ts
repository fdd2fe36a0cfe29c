import type { Division, DivisionLevel } from '../rules/division.ts';
import { DIVISION_CHANGES } from './divisions/changes.ts';
import { CITIES } from './divisions/cities.ts';
import { COUNTIES } from './divisions/counties.ts';
import { FORMER_COUNTIES } from './divisions/former.ts';
import { PROVINCES, SHORT_NAMES } from './divisions/provinces.ts';
import type { DivisionRow } from './divisions/row.ts';
import { ZONES } from './divisions/zones.ts';

const NATION: Division = {
  code: '100000',
  name: '全国',
  shortName: '全国',
  aliases: ['中国', '中华人民共和国'],
  initials: 'qg',
  level: 'nation',
  parent: null,
  validFrom: null,
  validTo: null,
  successors: [],
  label: [103.8, 36.1],
  order: 0,
};

const MOVES = DIVISION_CHANGES.flatMap((change) => change.moves.map((move) => ({ ...move, on: change.decidedOn })));
const CITY_SHORT_NAMES = new Set(CITIES.map(([, name]) => name.slice(0, -1)));
const SUFFIX = /[省市县区]$/;

/** 太原市 → 太原. A name that would shrink to one character (盂县), or to a city's name (长治县), stays whole. */
function shortNameOf(code: string, name: string, level: DivisionLevel): string {
  const known = SHORT_NAMES[code];
  if (known !== undefined) return known;
  const short = name.replace(SUFFIX, '');
  return short.length < 2 || (level === 'county' && CITY_SHORT_NAMES.has(short)) ? name : short;
}

/** 新疆 is also written 新疆自治区, 香港 香港特区. */
function aliasesOf(name: string, shortName: string): readonly string[] {
  if (name.endsWith('自治区')) return [...new Set([`${shortName}自治区`])].filter((alias) => alias !== name);
  return name.endsWith('特别行政区') ? [`${shortName}特区`] : [];
}

/** The day a division began, when a recorded change founded it. */
function bornOn(code: string): string | null {
  return DIVISION_CHANGES.find((change) => change.founded.includes(code))?.decidedOn ?? null;
}

function fromRow(row: DivisionRow, level: DivisionLevel, parent: string, order: number): Division {
  const [code, name, initials, lon, lat] = row;
  const shortName = shortNameOf(code, name, level);
  const moves = MOVES.filter((move) => move.from === code);
  return {
    code,
    name,
    shortName,
    aliases: aliasesOf(name, shortName),
    initials,
    level,
    parent,
    validFrom: bornOn(code),
    validTo: moves[0]?.on ?? null,
    successors: moves.map((move) => ({ code: move.to, kind: move.kind })),
    label: [lon, lat],
    order,
  };
}

function countiesOf(rows: Readonly<Record<string, readonly DivisionRow[]>>): Division[] {
  return Object.entries(rows).flatMap(([city, list]) => list.map((row) => fromRow(row, 'county', city, 0)));
}

function zones(): Division[] {
  const fixed = { level: 'zone', validFrom: null, validTo: null, successors: [], label: null, order: 0 } as const;
  return ZONES.map((zone) => ({ ...zone, ...fixed }));
}

/** The nation, its provinces, and 山西 down to the county with the divisions that ended in 2018–2020 and the zones. */
export const DIVISIONS: readonly Division[] = [
  NATION,
  ...PROVINCES.map((row) => fromRow(row, 'province', NATION.code, 0)),
  ...CITIES.map((row, i) => fromRow(row, 'city', '140000', i + 1)),
  ...countiesOf(COUNTIES),
  ...countiesOf(FORMER_COUNTIES),
  ...zones(),
];
