import { type Condition, conditionSql } from './condition.ts';
import { columnOf, isNumeric, type ShareItem } from './item.ts';
import type { GrantKeys } from './keys.ts';
import { type Mask, maskSql } from './mask.ts';
import type { Params } from './params.ts';
import { TRACE_SQL } from './trace.ts';

/** Where a row stands in its dataset: readers go on behind it. */
export interface Place {
  readonly batch: number;
  readonly row: number;
  readonly col: number;
}

export interface GrantedQuery {
  /** Of `openDataset`: the rows that count. */
  readonly relation: string;
  readonly items: readonly ShareItem[];
  /** Columns of the grant; a name that is no item gives nothing. */
  readonly granted: readonly string[];
  readonly masks: Readonly<Record<string, Mask>>;
  readonly filter: readonly Condition[];
  readonly keys: GrantKeys;
  /** Only rows of this batch. */
  readonly batch?: number;
  readonly after?: Place;
  readonly limit?: number;
  /** Names of the columns are those that people read; else the items' own. */
  readonly titled?: boolean;
  /** A spreadsheet will read it: no text may run as a formula. */
  readonly guarded?: boolean;
  /** The row's place stands in the last three columns, for the reader that cuts them off. */
  readonly placed?: boolean;
  /** Only the row that bears this mark. */
  readonly trace?: string;
}

export interface GrantedColumn {
  readonly column: string;
  readonly name: string;
  readonly unit: string | null;
  readonly mask: Mask['kind'];
}

export interface GrantedSelect {
  readonly sql: string;
  readonly params: Params;
  readonly columns: readonly GrantedColumn[];
}

export const TRACE_COLUMN: GrantedColumn = { column: '_trace', name: '溯源标记', unit: null, mask: 'none' };

/**
 * The one statement by which rows leave under a grant. The inner part reads, filters and masks; its results have names
 * that no column of a dataset has, because the engine lets a result stand for a column of the same name, and a filter
 * would then see masked values. The outer part names what leaves.
 * @throws {Error} for a condition on what is no item
 */
export function grantedSelect(query: GrantedQuery): GrantedSelect {
  const parts = partsOf(query);
  const { where, params } = whereOf(query);
  const inner = parts.map(({ sql }, i) => `${sql} AS o${i}`);
  const outer = parts.map(
    ({ column }, i) => `o${i} AS ${quoted(query.titled ? column.name : column.column, i, query)}`,
  );
  const place = query.placed ? ', p0, p1, p2' : '';
  const limit = query.limit === undefined ? '' : ` LIMIT ${Math.trunc(query.limit)}`;
  const sql = `SELECT ${outer.join(', ')}${place} FROM (SELECT ${inner.join(', ')}, _batch AS p0, _row AS p1, _col AS p2 FROM ${query.relation} WHERE ${where} ORDER BY _batch, _row, _col${limit}) ORDER BY p0, p1, p2`;
  return { sql, params: { ...params, ...keysIn(sql, query.keys) }, columns: parts.map(({ column }) => column) };
}

/** How many rows a grant gives, by the same filter. */
export function grantedCount(query: GrantedQuery): { sql: string; params: Params } {
  const { where, params } = whereOf(query);
  const sql = `SELECT count() FROM ${query.relation} WHERE ${where}`;
  return { sql, params: { ...params, ...keysIn(sql, query.keys) } };
}

interface Part {
  readonly sql: string;
  readonly column: GrantedColumn;
}

function partsOf(query: GrantedQuery): Part[] {
  const items = query.items.filter(({ columnName }) => query.granted.includes(columnName));
  return [...items.flatMap((item) => partsOfItem(item, query)), { sql: TRACE_SQL, column: TRACE_COLUMN }];
}

/** An item with what belongs to it: the name of a region, and why a figure is missing. */
function partsOfItem(item: ShareItem, query: GrantedQuery): Part[] {
  const mask = query.masks[item.columnName] ?? { kind: 'none' };
  const { columnName, name, unit } = item;
  const sql = maskSql(mask, item);
  const guarded = query.guarded && (mask.kind !== 'none' || !isNumeric(item)) ? guardSql(sql, mask, item) : sql;
  const part: Part = { sql: guarded, column: { column: columnName, name, unit, mask: mask.kind } };
  if (mask.kind !== 'none') return [part];
  const beside = (suffix: string, title: string, extra: string): Part => ({
    sql: extra,
    column: { column: `${columnName}_${suffix}`, name: `${name}（${title}）`, unit: null, mask: 'none' },
  });
  if (item.role === 'region') return [part, beside('name', '名称', 'region_name')];
  if (item.role === 'measure') return [part, beside('mark', '标记', `JSONExtractString(_marks, '${columnOf(item)}')`)];
  return [part];
}

/** OWASP, CSV injection: what a spreadsheet would run gets an apostrophe before it. */
function guardSql(sql: string, mask: Mask, item: ShareItem): string {
  if (mask.kind === 'noise' || (mask.kind === 'none' && isNumeric(item))) return sql;
  return `if(match(ifNull(${sql}, ''), '^[=+@\\\\t\\\\r\\\\-＝＋－＠]'), concat('''', ${sql}), ${sql})`;
}

function whereOf(query: GrantedQuery): { where: string; params: Params } {
  const compiled = query.filter.map((condition, i) => {
    const item = query.items.find(({ columnName }) => columnName === condition.column);
    if (!item) throw new Error(`a condition on what is no item: ${condition.column}`);
    return conditionSql({ ...condition, column: columnOf(item) }, item, i);
  });
  const terms = compiled.map(({ sql }) => sql);
  const extra: Record<string, number | string> = {};
  if (query.batch !== undefined) {
    terms.push('_batch = {at_batch:UInt64}');
    extra.at_batch = query.batch;
  }
  if (query.after) {
    terms.push('(_batch, _row, _col) > ({after_batch:UInt64}, {after_row:UInt64}, {after_col:UInt64})');
    Object.assign(extra, { after_batch: query.after.batch, after_row: query.after.row, after_col: query.after.col });
  }
  if (query.trace !== undefined) {
    terms.push(`${TRACE_SQL} = {trace:String}`);
    extra.trace = query.trace;
  }
  return {
    where: terms.length === 0 ? '1' : terms.join(' AND '),
    params: Object.assign({}, ...compiled.map(({ params }) => params), extra),
  };
}

/** Only the keys that the statement names go along. */
function keysIn(sql: string, keys: GrantKeys): Params {
  const named = Object.entries(keys).map(([name, key]) => [`k_${name}`, key] as const);
  return Object.fromEntries(named.filter(([name]) => sql.includes(`{${name}:`)));
}

/** A title as an identifier. Titles may repeat or be anything: a column must still have a name of its own. */
function quoted(name: string, index: number, { items, titled }: GrantedQuery): string {
  const plain = name.replaceAll(/[\p{Cc}{}?]/gu, ' ').trim() || `列${index + 1}`;
  const repeated = titled && items.filter((item) => item.name === name).length > 1;
  const unique = repeated ? `${plain}（${index + 1}）` : plain;
  return `\`${unique.replaceAll(/[\\`]/g, '\\$&')}\``;
}
