import type { DatabaseSettings, SourceObject } from '../contract.ts';
import { ANSI } from '../rules/quote.ts';
import type { Cell, Connector, Page, PullRequest } from './connector.ts';

/** A connection of a driver that hands rows out through a cursor. Every cell comes as text or null. */
export interface CursorConnection {
  rows(sql: string): AsyncIterable<readonly (readonly Cell[])[]>;
  close(): Promise<void>;
}

/** What Oracle and 达梦 do alike: the data dictionary is the same, names are quoted alike, rows come by a cursor. */
export function openCursorDatabase(settings: DatabaseSettings, connect: () => Promise<CursorConnection>): Connector {
  const state: { connection: Promise<CursorConnection> | null } = { connection: null };
  const connection = () => {
    state.connection ??= connect();
    return state.connection;
  };
  const all = async (sql: string) => {
    const found: (readonly Cell[])[] = [];
    for await (const rows of (await connection()).rows(sql)) found.push(...rows);
    return found;
  };
  return {
    test: async () => void (await all('SELECT 1 FROM DUAL')),
    objects: async () =>
      (await all(objectsSql(settings))).map(([schema, name, comment]) => ({
        schema: schema ?? '',
        name: name ?? '',
        comment: comment ?? '',
      })),
    columns: async (object) =>
      (await all(columnsSql(settings, object))).map(([name, type, comment, key]) => ({
        name: name ?? '',
        type: type ?? '',
        comment: comment ?? '',
        key: key === '1',
      })),
    pull: (request) => ({ kind: 'pages', pages: pagesOf(connection, selectSql(request)) }),
    close: async () => {
      if (state.connection) await (await state.connection.catch(() => null))?.close();
    },
  };
}

async function* pagesOf(connect: () => Promise<CursorConnection>, sql: string): AsyncGenerator<Page> {
  for await (const rows of (await connect()).rows(sql))
    yield { rows, bytes: rows.reduce((sum, row) => sum + bytesOf(row), 0) };
}

const bytesOf = (row: readonly Cell[]): number => row.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);

const SYSTEM =
  "'SYS','SYSTEM','SYSAUDITOR','SYSSSO','CTISYS','XDB','MDSYS','CTXSYS','ORDSYS','OUTLN','DBSNMP','WMSYS','LBACSYS','GSMADMIN_INTERNAL','DVSYS','AUDSYS','OJVMSYS'";

function objectsSql({ schema }: DatabaseSettings): string {
  const where = schema ? `t.OWNER = ${ANSI.text(schema)}` : `t.OWNER NOT IN (${SYSTEM})`;
  return `SELECT t.OWNER, t.TABLE_NAME, c.COMMENTS FROM (SELECT OWNER, TABLE_NAME FROM ALL_TABLES UNION ALL SELECT OWNER, VIEW_NAME FROM ALL_VIEWS) t
    LEFT JOIN ALL_TAB_COMMENTS c ON c.OWNER = t.OWNER AND c.TABLE_NAME = t.TABLE_NAME WHERE ${where} ORDER BY 1, 2`;
}

function columnsSql(settings: DatabaseSettings, { schema, name }: SourceObject): string {
  const owner = ANSI.text(schema || settings.schema || settings.user.toUpperCase());
  const table = ANSI.text(name);
  return `SELECT c.COLUMN_NAME,
      CASE WHEN c.DATA_TYPE = 'NUMBER' AND c.DATA_PRECISION IS NOT NULL THEN 'NUMBER(' || c.DATA_PRECISION || ',' || NVL(c.DATA_SCALE, 0) || ')'
           WHEN c.DATA_TYPE LIKE '%CHAR%' THEN c.DATA_TYPE || '(' || c.DATA_LENGTH || ')' ELSE c.DATA_TYPE END,
      m.COMMENTS,
      (SELECT '1' FROM ALL_CONSTRAINTS k JOIN ALL_CONS_COLUMNS kc ON kc.OWNER = k.OWNER AND kc.CONSTRAINT_NAME = k.CONSTRAINT_NAME
        WHERE k.CONSTRAINT_TYPE = 'P' AND k.OWNER = c.OWNER AND k.TABLE_NAME = c.TABLE_NAME AND kc.COLUMN_NAME = c.COLUMN_NAME)
    FROM ALL_TAB_COLUMNS c LEFT JOIN ALL_COL_COMMENTS m ON m.OWNER = c.OWNER AND m.TABLE_NAME = c.TABLE_NAME AND m.COLUMN_NAME = c.COLUMN_NAME
    WHERE c.OWNER = ${owner} AND c.TABLE_NAME = ${table} ORDER BY c.COLUMN_ID`;
}

/** The statement of a pull. Oracle's DATE holds a time of day; dates and times come as ISO text of their own wall clock. */
export function selectSql({ object, columns, after, limit }: PullRequest): string {
  const cells = columns.map(({ name, type }) => cellSql(ANSI.name(name), type));
  const from = object.schema === '' ? ANSI.name(object.name) : `${ANSI.name(object.schema)}.${ANSI.name(object.name)}`;
  const where = [
    after &&
      `${ANSI.name(after.column.name)} ${after.inclusive ? '>=' : '>'} ${literalSql(after.value, after.column.type)}`,
    limit !== undefined && `ROWNUM <= ${Math.trunc(limit)}`,
  ].filter((part) => part !== null && part !== false);
  return `SELECT ${cells.join(', ')} FROM ${from}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`;
}

function cellSql(name: string, type: string): string {
  if (/^TIMESTAMP.*TIME ZONE/i.test(type))
    return `TO_CHAR(${name} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS.FF6')`;
  if (/^TIMESTAMP/i.test(type)) return `TO_CHAR(${name}, 'YYYY-MM-DD HH24:MI:SS.FF6')`;
  if (/^DATE$/i.test(type)) return `TO_CHAR(${name}, 'YYYY-MM-DD HH24:MI:SS')`;
  if (/^(?:NUMBER|DEC|NUMERIC|INT|BIGINT|SMALLINT|TINYINT|BYTE|FLOAT|DOUBLE|REAL|BINARY_)/i.test(type))
    return `TO_CHAR(${name})`;
  return name;
}

function literalSql(value: string, type: string): string {
  if (/^DATE$/i.test(type)) return `TO_DATE(${ANSI.text(value.slice(0, 19))}, 'YYYY-MM-DD HH24:MI:SS')`;
  if (/^TIMESTAMP.*TIME ZONE/i.test(type))
    return `TO_TIMESTAMP_TZ(${ANSI.text(`${value} +08:00`)}, 'YYYY-MM-DD HH24:MI:SS.FF6 TZH:TZM')`;
  if (/^TIMESTAMP/i.test(type)) return `TO_TIMESTAMP(${ANSI.text(value)}, 'YYYY-MM-DD HH24:MI:SS.FF6')`;
  return /^-?\d+(\.\d+)?$/.test(value) ? value : ANSI.text(value);
}
