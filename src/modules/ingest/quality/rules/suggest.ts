import type { RuleDraft } from '../contract.ts';
import type { ColumnProfile, Profile } from '../olap/profile.ts';

/** An item of the resource, as far as it decides what is suggested. */
export interface ItemFacts {
  readonly column: string;
  readonly name: string;
  readonly role: 'region' | 'period' | 'measure' | 'dimension' | 'attribute';
  readonly unit: string | null;
}

export interface Suggested {
  readonly draft: RuleDraft;
  readonly ground: string;
}

/** So few rows prove nothing. */
const ENOUGH = 20;

/**
 * Rules that the data themselves suggest: they hold for every row that is there, and say why. Bounds leave room (half of
 * the span on each side), shares stay between 0 and 100, and what can be no business of chance (no gap in thousands of
 * rows, a handful of values, one shape) becomes a rule. They warn; whoever adopts one may have it block.
 */
export function suggest({ rows, columns }: Profile, items: readonly ItemFacts[]): Suggested[] {
  if (rows === 0) return [];
  const found = items.flatMap((item) => {
    const profile = columns.find(({ column }) => column === item.column);
    return profile ? ofColumn(item, profile, rows) : [];
  });
  return [...ofTable(rows, items), ...found];
}

function ofTable(rows: number, items: readonly ItemFacts[]): Suggested[] {
  const keys = items.filter(({ role }) => ['region', 'period', 'dimension'].includes(role));
  const count: Suggested = {
    draft: {
      severity: 'warn',
      check: { kind: 'row-count', min: Math.max(1, Math.floor(rows / 2)) },
      origin: 'suggested',
    },
    ground: `现有 ${rows} 行；少于一半多半是没有收全`,
  };
  const hasAxes = keys.some(({ role }) => role === 'region') && keys.some(({ role }) => role === 'period');
  if (!hasAxes) return [count];
  const unique: Suggested = {
    draft: {
      severity: 'warn',
      check: { kind: 'unique', columns: keys.map(({ column }) => column).slice(0, 8) },
      origin: 'suggested',
    },
    ground: '统计表的一行由地区、时间和各分组区分',
  };
  return [count, unique];
}

function ofColumn(item: ItemFacts, profile: ColumnProfile, rows: number): Suggested[] {
  const enough = rows >= ENOUGH;
  return [
    ...(enough && profile.present === rows ? [notNull(item)] : []),
    ...(item.role === 'measure' || profile.numeric ? range(item, profile, enough) : text(item, profile, enough)),
  ];
}

function notNull({ column, role }: ItemFacts): Suggested {
  const check = { kind: 'not-null', column, ...(role === 'measure' ? { allowMarked: true } : {}) } as const;
  return { draft: { severity: 'warn', check, origin: 'suggested' }, ground: '现有的行没有一个缺值' };
}

function range({ column, unit }: ItemFacts, { min, max }: ColumnProfile, enough: boolean): Suggested[] {
  if (min === null || max === null) return [];
  const say = `现有数值在 ${min} 与 ${max} 之间`;
  const draft = (bounds: { min?: number; max?: number }): RuleDraft => {
    return { severity: 'warn', check: { kind: 'range', column, ...bounds }, origin: 'suggested' };
  };
  if (unit === '%' && min >= 0 && max <= 100)
    return [{ draft: draft({ min: 0, max: 100 }), ground: `${say}，单位是 %` }];
  if (!enough) return [];
  const room = (max - min) / 2 || Math.abs(max) / 2;
  const low = min >= 0 ? Math.max(0, min - room) : min - room;
  return [
    {
      draft: draft({ min: Math.min(min, rounded(low)), max: Math.max(max, rounded(max + room)) }),
      ground: `${say}，两侧各放宽一半`,
    },
  ];
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function text({ column, role }: ItemFacts, profile: ColumnProfile, enough: boolean): Suggested[] {
  if (!enough || role === 'period' || role === 'region') return [];
  const { values, shapes, present } = profile;
  if (values.length > 0 && present >= 10 * values.length)
    return [
      {
        draft: { severity: 'warn', check: { kind: 'in-set', column, values: [...values] }, origin: 'suggested' },
        ground: `${present} 行中只有 ${values.length} 个取值`,
      },
    ];
  const [only] = shapes;
  if (shapes.length !== 1 || only === undefined || !/9/.test(only)) return [];
  return [
    {
      draft: { severity: 'warn', check: { kind: 'pattern', column, pattern: patternOf(only) }, origin: 'suggested' },
      ground: `现有的值都形如 ${only}`,
    },
  ];
}

/** `AA999` as a regular expression: `[A-Za-z]{2}[0-9]{3}`. */
export function patternOf(shape: string): string {
  return shape.replaceAll(/9+|A+|中+|./gsu, (run) => {
    const symbol = { 9: '[0-9]', A: '[A-Za-z]', 中: '\\p{Han}' }[run.charAt(0)];
    if (symbol === undefined) return run.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return run.length === 1 ? symbol : `${symbol}{${run.length}}`;
  });
}
