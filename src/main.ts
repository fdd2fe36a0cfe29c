import { type App, buildApp } from './app.ts';
import { announce } from './cli/announce.ts';
import { explainFailure } from './cli/failure.ts';
import { stopOnSignals } from './cli/signals.ts';
import { type Config, readConfig } from './config.ts';
import { tryPort } from './platform/http/port.ts';
import { refuseLocked } from './platform/lock.ts';

/** config → buildApp → listen → graceful close. */
export async function serve(config: Config): Promise<void> {
  const built: { app: App | null } = { app: null };
  stopOnSignals(() => built.app?.close ?? null);
  // What can be seen beforehand is said at once, not after a minute of seeding.
  refuseLocked(config.dataDir);
  await tryPort(config.host, config.port);
  const app = await buildApp(config);
  built.app = app;
  try {
    await app.http.listen({ host: config.host, port: config.port });
  } catch (error) {
    await app.close();
    throw error;
  }
  await announce(app);
}

/** Start, or say in the first line why not and what to do. */
export async function run(): Promise<number> {
  try {
    await serve(readConfig());
    return 0;
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`);
    return 1;
  }
}
