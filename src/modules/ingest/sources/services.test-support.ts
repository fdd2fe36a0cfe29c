import { createConnection, type Server } from 'node:net';
import pg from 'pg';

/** Whether something listens there. */
export function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 1_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** A word for skipping, or false when the service is there. */
export async function absent(port: number, what: string): Promise<string | false> {
  return (await listens(port)) ? false : `${what} does not answer on this machine`;
}

/** A PostgreSQL to read from, as this machine has it. */
export const POSTGRES = { host: '127.0.0.1', port: 5432, database: 'test', user: 'root' };
export const MARIADB = { host: '127.0.0.1', port: 3306, database: 'test', user: 'root' };

export async function withPostgres<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(POSTGRES);
  await client.connect();
  return use(client).finally(() => client.end());
}

/** The port of a server that listens. */
export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('the server does not listen');
}
