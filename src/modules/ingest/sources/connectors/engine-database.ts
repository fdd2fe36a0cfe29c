import type { OlapEngine, OlapParams, OlapSettings } from '#platform/olap/engine.ts';
import type { DatabaseSettings, SourceObject } from '../contract.ts';
import { ANSI, type Dialect, MYSQL } from '../rules/quote.ts';
import type { After, Connector, PullRequest, Relation } from './connector.ts';
import { mysqlCell, mysqlColumns, mysqlLiteral, mysqlObjects } from './mysql.ts';
import { postgresCell, postgresColumns, postgresLiteral, postgresObjects } from './postgres.ts';

/** What PostgreSQL and MySQL do differently. All of it is SQL of theirs. */
interface Flavour {
  readonly call: 'postgresql' | 'mysql';
  readonly dialect: Dialect;
  objects(settings: DatabaseSettings): string;
  columns(settings: DatabaseSettings, object: SourceObject): string;
  cell(name: string, type: string): string;
  literal(value: string, type: string): string;
}

const POSTGRES: Flavour = {
  call: 'postgresql',
  dialect: ANSI,
  objects: postgresObjects,
  columns: postgresColumns,
  cell: postgresCell,
  literal: postgresLiteral,
};
const MYSQL_FLAVOUR: Flavour = {
  call: 'mysql',
  dialect: MYSQL,
  objects: mysqlObjects,
  columns: mysqlColumns,
  cell: mysqlCell,
  literal: mysqlLiteral,
};

/** Naive times of a source are local times of China. A server that does not answer within ten seconds is not there. */
const SETTINGS: OlapSettings = {
  session_timezone: 'Asia/Shanghai',
  postgresql_connection_attempt_timeout: 10,
  external_storage_connect_timeout_sec: 10,
  external_storage_rw_timeout_sec: 300,
};

/**
 * PostgreSQL and MySQL (MariaDB), read by the warehouse itself through `postgresql()` and `mysql()` over a statement of
 * the source's own dialect: names of any characters are quoted as the source quotes, and columns arrive as c1, c2 ….
 * Address, account, password and statement are bound parameters: none of them is in the text of a query, so none is in
 * the engine's logs. (A named collection would be written to the engine's folder in plain text.)
 */
export function openEngineDatabase(
  olap: OlapEngine,
  kind: 'postgres' | 'mysql',
  settings: DatabaseSettings,
  secret: string,
): Connector {
  const flavour = kind === 'postgres' ? POSTGRES : MYSQL_FLAVOUR;
  const relation = (query: string): Relation => ({
    from: `${flavour.call}({src_host:String}, {src_db:String}, query({src_query:String}), {src_user:String}, {src_secret:String})`,
    params: paramsOf(settings, secret, query),
    settings: SETTINGS,
  });
  const ask = (query: string) => {
    const { from, params } = relation(query);
    return olap.rows(`SELECT * FROM ${from}`, params, SETTINGS);
  };
  return {
    test: async () => void (await ask('select 1 as c1')),
    objects: async () =>
      (await ask(flavour.objects(settings))).map(([schema, name, comment]) => ({
        schema: String(schema),
        name: String(name),
        comment: String(comment ?? ''),
      })),
    columns: async (object) =>
      (await ask(flavour.columns(settings, object))).map(([name, type, comment, key]) => ({
        name: String(name),
        type: String(type),
        comment: String(comment ?? ''),
        key: Number(key) > 0,
      })),
    pull: (request) => ({ kind: 'relation', relation: relation(selectOf(flavour, request)) }),
    close: async () => {},
  };
}

function paramsOf({ host, port, database, user }: DatabaseSettings, secret: string, query: string): OlapParams {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return { src_host: address, src_db: database, src_user: user, src_secret: secret, src_query: query };
}

/** The statement that a pull sends to the source. */
export function selectOf(flavour: Pick<Flavour, 'dialect' | 'cell' | 'literal'>, request: PullRequest): string {
  const { dialect, cell } = flavour;
  const { object, columns, after, limit } = request;
  const cells = columns.map(({ name, type }, i) => `${cell(dialect.name(name), type)} as c${i + 1}`);
  const where = after === null ? '' : ` where ${afterOf(flavour, after)}`;
  return `select ${cells.join(', ')} from ${qualified(dialect, object)}${where}${limit === undefined ? '' : ` limit ${Math.trunc(limit)}`}`;
}

function afterOf(
  { dialect, literal }: Pick<Flavour, 'dialect' | 'literal'>,
  { column, value, inclusive }: After,
): string {
  return `${dialect.name(column.name)} ${inclusive ? '>=' : '>'} ${literal(value, column.type)}`;
}

function qualified(dialect: Dialect, { schema, name }: SourceObject): string {
  return schema === '' ? dialect.name(name) : `${dialect.name(schema)}.${dialect.name(name)}`;
}
