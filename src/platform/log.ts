import { type Logger, pino } from 'pino';

export type Log = Logger;

const SECRETS = ['password', 'totp', 'secret', 'token', 'cookie', 'authorization', 'passwordHash', 'set-cookie'];

/**
 * Structured JSON logs; anything named like a secret is struck out at two depths. Of errors only what says where and what:
 * database drivers hang the values of a statement on theirs, password hashes and persons among them.
 */
export function createLog(level: string): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`].map(quoteDashes));
  const destination = pino.destination({ fd: 2, sync: false });
  // A terminal that closed takes its log with it, not the process.
  destination.on('error', () => {});
  const redact = { paths, censor: '[已隐去]' };
  return pino({ level, redact, base: undefined, serializers: { err: describeError } }, destination);
}

interface ErrorRecord {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string;
  readonly cause?: ErrorRecord;
}

/** An error as the log has it. */
export function describeError(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message,
    ...('code' in error && { code: error.code }),
    stack,
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

function quoteDashes(path: string): string {
  return path.replace(/(^|\.)([a-z]+-[a-z]+)$/, '["$2"]');
}
