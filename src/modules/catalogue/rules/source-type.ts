import type { ItemType } from '../tables.ts';

/** What a source's own type word means here. */
export interface MeantType {
  readonly dataType: ItemType;
  /** Longest text, or digits of a number; null where the source does not say. */
  readonly length: number | null;
}

const KINDS: readonly (readonly [pattern: RegExp, dataType: ItemType])[] = [
  [/^(?:tinyint\(1\)|bit\(1\)|bit$|bool)/, 'boolean'],
  [/^(?:datetime|timestamp|smalldatetime)/, 'datetime'],
  [/^date/, 'date'],
  [/^(?:u?int\d*$|u?int\d*\(|integer|bigint|smallint|tinyint|mediumint|serial|bigserial|smallserial|long$)/, 'integer'],
  [/^(?:decimal|numeric|number|dec|money|float|double|real|binary_float|binary_double)/, 'decimal'],
];

/**
 * The item type of a column from the type word of its source: PostgreSQL, MySQL, Oracle, 达梦, SQL Server, ClickHouse
 * (`Nullable(…)` and `LowCardinality(…)` are looked through). A word that is not known is text.
 */
export function meantType(word: string): MeantType {
  const type = bare(word);
  const [first, scale] = sizesOf(type);
  const dataType = KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'text';
  // Oracle's NUMBER(10) and NUMBER(10, 0) are whole.
  if (dataType === 'decimal' && /^(?:number|decimal|numeric)\(/.test(type) && (scale ?? 0) === 0)
    return { dataType: 'integer', length: first };
  const sized = dataType === 'text' || dataType === 'decimal';
  return { dataType, length: sized ? first : null };
}

function bare(word: string): string {
  const type = word.trim().toLowerCase();
  const inner = /^(?:nullable|lowcardinality)\((.*)\)$/.exec(type)?.[1];
  return inner === undefined ? type : bare(inner);
}

function sizesOf(type: string): [number | null, number | null] {
  const [, first, second] = /\((\d+)\s*(?:byte|char)?\s*(?:,\s*(\d+))?\)/.exec(type) ?? [];
  const size = first === undefined ? null : Number(first);
  return [
    size !== null && size > 0 && size < 2_000_000_000 ? size : null,
    second === undefined ? null : Number(second),
  ];
}
