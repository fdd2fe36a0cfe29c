import type { DatabaseSettings } from '../contract.ts';
import { sourceErrors } from '../errors.ts';
import type { Connector } from './connector.ts';
import { type CursorConnection, openCursorDatabase } from './cursor-database.ts';
import { slicesOf } from './oracle.ts';

type Driver = { getConnection(options: { connectString: string; loginEncrypt: boolean }): Promise<unknown> };

/** 达梦. Its driver is loaded when an operator has added it (docs/decisions: it declares no licence). */
export function openDm(
  settings: DatabaseSettings,
  secret: string,
  load: () => Promise<unknown> = loadDriver,
): Connector {
  return openCursorDatabase(settings, () => connect(settings, secret, load));
}

/** The name is not written as a literal: it is no dependency, and no tool shall look for it. */
function loadDriver(): Promise<unknown> {
  const name = 'dmdb';
  return import(name);
}

async function connect(
  { host, port, user }: DatabaseSettings,
  secret: string,
  load: () => Promise<unknown>,
): Promise<CursorConnection> {
  const driver = driverOf(await load().catch(() => null));
  if (driver === null) throw sourceErrors['no-driver']({});
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(secret)}`;
  const connection: unknown = await driver.getConnection({
    connectString: `dm://${account}@${host}:${port}`,
    loginEncrypt: false,
  });
  return {
    rows: async function* (sql) {
      const result = await callOf(connection, 'execute')(sql, [], { resultSet: true });
      const resultSet = fieldOf(result, 'resultSet');
      yield* slicesOf({
        getRows: async (count) => rowsOf(await callOf(resultSet, 'getRows')(count)),
        close: async () => void (await callOf(resultSet, 'close')()),
      });
    },
    close: async () => void (await callOf(connection, 'close')()),
  };
}

/** The module is CommonJS: its functions may stand under `default`. */
function driverOf(module: unknown): Driver | null {
  for (const candidate of [fieldOf(module, 'default'), module]) {
    const getConnection = fieldOf(candidate, 'getConnection');
    if (typeof getConnection === 'function')
      return { getConnection: async (options) => getConnection.call(candidate, options) };
  }
  return null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function callOf(value: unknown, name: string): (...args: unknown[]) => Promise<unknown> {
  const found = fieldOf(value, name);
  if (typeof found !== 'function') throw new Error(`dmdb has no ${name}`);
  return async (...args) => found.apply(value, args);
}

function rowsOf(rows: unknown): unknown[][] {
  return Array.isArray(rows) ? rows.filter((row): row is unknown[] => Array.isArray(row)) : [];
}
