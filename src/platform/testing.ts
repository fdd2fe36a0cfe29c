import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { type App, buildApp, MODULES } from '../app.ts';
import { type Config, configFor } from '../config.ts';
import type { Module, Platform } from './module.ts';
import { placeBlankLedger } from './pg/blank.test-support.ts';

/** A started application on its own temporary folder; nothing listens on a port. */
export interface TestApp extends App {
  readonly config: Config;
  /** A signed-in caller: sends the cookie and the header that writes need. */
  signInAs(username: string, password?: string): Promise<Caller>;
  /** Close, then open again on the same folder, as after a restart. */
  reopen(): Promise<TestApp>;
  /** Close and remove the folder. */
  dispose(): Promise<void>;
}

export type Caller = (options: InjectOptions) => Promise<LightMyRequestResponse>;

export const TEST_PASSWORD = 'Test-only-Passw0rd';

/** The product's modules without the demo province's figures: a million rows that most tests do not look at. */
export const LIGHT_MODULES: readonly Module[] = MODULES.map((module) =>
  module.name === 'identity' ? module : { ...module, seed: undefined },
);

/**
 * Build the product (or some of its modules, in order) for a test, with the demo accounts. The demo province's figures
 * come with `MODULES` as the second argument.
 */
export async function openTestApp(
  overrides: Partial<Config> = {},
  modules: readonly Module[] = LIGHT_MODULES,
): Promise<TestApp> {
  const dataDir = overrides.dataDir ?? (await mkdtemp(join(tmpdir(), 'yiping-test-')));
  const config = configFor({ demo: true, demoPassword: TEST_PASSWORD, ...overrides, dataDir });
  if (config.databaseUrl === null) await placeBlankLedger(dataDir);
  const app = await buildApp(config, modules);
  return {
    ...app,
    config,
    signInAs: (username, password = TEST_PASSWORD) => signIn(app, username, password),
    reopen: async () => {
      await app.close();
      return openTestApp(config, modules);
    },
    dispose: async () => {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Only the platform object of a test application, for tests below HTTP. */
export async function openTestPlatform(
  overrides: Partial<Config> = {},
  modules?: readonly Module[],
): Promise<{ platform: Platform; dispose(): Promise<void> }> {
  const { platform, dispose } = await openTestApp({ demo: false, ...overrides }, modules);
  return { platform, dispose };
}

async function signIn(app: App, username: string, password: string): Promise<Caller> {
  const payload = { username, password };
  const reply = await app.http.inject({ method: 'POST', url: '/api/session', payload, headers: { 'x-yiping': '1' } });
  if (reply.statusCode !== 200) throw new Error(`sign-in of ${username} failed: ${reply.statusCode} ${reply.body}`);
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return (options) => app.http.inject({ ...options, headers: { cookie, 'x-yiping': '1', ...options.headers } });
}
