import { type Logger, pino } from 'pino';

export type Log = Logger;

const SECRETS = ['password', 'totp', 'secret', 'token', 'cookie', 'authorization', 'passwordHash', 'set-cookie'];

/** Structured JSON logs; anything named like a secret is struck out at two depths. */
export function createLog(level: string): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`].map(quoteDashes));
  const destination = pino.destination({ fd: 2, sync: false });
  // A terminal that closed takes its log with it, not the process.
  destination.on('error', () => {});
  return pino({ level, redact: { paths, censor: '[已隐去]' }, base: undefined }, destination);
}

function quoteDashes(path: string): string {
  return path.replace(/(^|\.)([a-z]+-[a-z]+)$/, '["$2"]');
}
