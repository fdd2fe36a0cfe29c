import type { DatabaseSettings } from '../contract.ts';
import type { Cell, Connector } from './connector.ts';
import { type CursorConnection, openCursorDatabase } from './cursor-database.ts';

/** Rows asked for at a time. */
const SLICE = 5_000;

/** Oracle 12.1 and later through node-oracledb in thin mode: no client library is needed. `database` is the service. */
export function openOracle(settings: DatabaseSettings, secret: string): Connector {
  return openCursorDatabase(settings, () => connect(settings, secret));
}

async function connect({ host, port, database, user }: DatabaseSettings, password: string): Promise<CursorConnection> {
  const { default: oracledb } = await import('oracledb');
  const connectString = `${host}:${port}/${database}`;
  const connection = await oracledb.getConnection({ user, password, connectString, connectTimeout: 10 });
  const texts = [oracledb.DB_TYPE_CLOB, oracledb.DB_TYPE_NCLOB];
  const options = {
    resultSet: true,
    outFormat: oracledb.OUT_FORMAT_ARRAY,
    fetchArraySize: SLICE,
    fetchTypeHandler: ({ dbType }: { dbType: unknown }) =>
      texts.includes(dbType) ? { type: oracledb.STRING } : undefined,
  };
  return {
    rows: async function* (sql) {
      const { resultSet } = await connection.execute(sql, [], options);
      yield* slicesOf(resultSet);
    },
    close: () => connection.close(),
  };
}

/** Rows of a result set, slice by slice, as texts; it is closed at the end. */
export async function* slicesOf(resultSet: {
  getRows(count: number): Promise<unknown[][]>;
  close(): Promise<void>;
}): AsyncGenerator<Cell[][]> {
  try {
    for (;;) {
      const rows = await resultSet.getRows(SLICE);
      if (rows.length === 0) return;
      yield rows.map((row) => row.map(textOf));
    }
  } finally {
    await resultSet.close();
  }
}

function textOf(cell: unknown): Cell {
  if (cell === null || cell === undefined) return null;
  if (Buffer.isBuffer(cell)) return cell.toString('hex');
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
