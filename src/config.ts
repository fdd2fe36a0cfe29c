import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';

/** Everything the process reads from its environment, parsed once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where other nodes call, by TLS with both sides known; null: this node is not called that way. */
  readonly nodePort: number | null;
  /** Absolute path of the data folder: ledger, warehouse, originals, keys. */
  readonly dataDir: string;
  /** Seed the demo province into an empty data folder. */
  readonly demo: boolean;
  readonly demoPassword: string | null;
  /** A frozen clock, for rehearsals and tests. */
  readonly frozenNow: Date | null;
  readonly databaseUrl: string | null;
  readonly clickhouseUrl: string | null;
  readonly logLevel: string;
  /** Cookies carry `Secure` (behind TLS). */
  readonly secureCookies: boolean;
  /** Proxies whose `X-Forwarded-For` is believed: addresses or networks. None: the connection's own address counts. */
  readonly trustedProxies: readonly string[];
  /** Largest upload in bytes. */
  readonly maxUploadBytes: number;
  /** The folder below which sources may watch folders. */
  readonly inboxDir: string;
}

/** A setting that cannot be read; the message names the variable and says what it takes. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parse the environment.
 * @throws {ConfigError} when a value cannot be read.
 */
export function readConfig(env: Environment = process.env): Config {
  const dataDir = resolve(env.YIPING_DATA || './data');
  return Object.freeze({
    host: env.HOST || '127.0.0.1',
    port: readInteger(env, 'PORT', 8800, 0, 65_535),
    nodePort: env.YIPING_NODE_PORT ? readInteger(env, 'YIPING_NODE_PORT', 0, 1, 65_535) : null,
    dataDir,
    demo: readFlag(env, 'YIPING_DEMO', true),
    demoPassword: env.YIPING_DEMO_PASSWORD || null,
    frozenNow: readInstant(env, 'YIPING_NOW'),
    databaseUrl: readUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    clickhouseUrl: readUrl(env, 'CLICKHOUSE_URL', ['http:', 'https:']),
    logLevel: readChoice(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    secureCookies: readFlag(env, 'YIPING_SECURE_COOKIES', false),
    trustedProxies: readNetworks(env, 'YIPING_TRUSTED_PROXIES'),
    maxUploadBytes: readInteger(env, 'YIPING_MAX_UPLOAD_MB', 4096, 1, 1_048_576) * 1024 * 1024,
    inboxDir: resolve(env.YIPING_IMPORT_DIR || join(dataDir, 'inbox')),
  });
}

/** A configuration for tests and tools: nothing comes from the environment. */
export function configFor(overrides: Partial<Config> & Pick<Config, 'dataDir'>): Config {
  const inboxDir = join(overrides.dataDir, 'inbox');
  return Object.freeze({ ...readConfig({}), port: 0, demo: false, logLevel: 'silent', inboxDir, ...overrides });
}

/** A password for the demo accounts, made once: 12 characters without look-alikes. */
export function makeDemoPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from(randomBytes(12), (byte) => alphabet[byte % alphabet.length]).join('');
}

function readInteger(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ConfigError(`环境变量 ${name} 应为 ${min} 到 ${max} 之间的整数，现在是“${text}”。`);
}

function readFlag(env: Environment, name: string, fallback: boolean): boolean {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  if (['1', 'true', 'yes'].includes(text)) return true;
  if (['0', 'false', 'no'].includes(text)) return false;
  throw new ConfigError(`环境变量 ${name} 应为 1 或 0，现在是“${text}”。`);
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function readChoice(env: Environment, name: string, choices: readonly string[], fallback: string): string {
  const text = env[name] || fallback;
  if (choices.includes(text)) return text;
  throw new ConfigError(`环境变量 ${name} 应为 ${choices.join('、')} 之一，现在是“${text}”。`);
}

/** An address is not repeated in the message: it may carry a password. */
function readUrl(env: Environment, name: string, protocols: readonly string[]): string | null {
  const text = env[name];
  if (!text) return null;
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  throw new ConfigError(`环境变量 ${name} 应为以 ${protocols[0]}// 开头的地址，现在的值读不懂。`);
}

/** Addresses or networks, by commas. */
function readNetworks(env: Environment, name: string): string[] {
  const parts = (env[name] ?? '').split(',').map((part) => part.trim());
  const networks = parts.filter(Boolean);
  const bad = networks.find((network) => !isNetwork(network));
  if (bad === undefined) return networks;
  throw new ConfigError(`环境变量 ${name} 应为用逗号分开的地址或网段，例如 10.0.0.1,10.1.0.0/16，其中“${bad}”不是。`);
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function readInstant(env: Environment, name: string): Date | null {
  const text = env[name];
  if (!text) return null;
  const date = new Date(text);
  if (!Number.isNaN(date.getTime())) return date;
  throw new ConfigError(`环境变量 ${name} 应为时间，例如 2026-11-24T07:30:00+08:00，现在是“${text}”。`);
}
