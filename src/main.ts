import { buildApp } from './app.ts';
import { announce, explainFailure } from './cli/announce.ts';
import { type Config, ConfigError, readConfig } from './config.ts';

/** config → buildApp → listen → graceful close. */
export async function serve(config: Config): Promise<void> {
  const app = await buildApp(config);
  const stop = closeOnSignal(app.close);
  try {
    await app.http.listen({ host: config.host, port: config.port });
  } catch (error) {
    await stop();
    throw error;
  }
  await announce(app);
}

function closeOnSignal(close: () => Promise<void>): () => Promise<void> {
  const stop = async () => {
    process.stderr.write('\n正在停止 …\n');
    await close();
    process.stderr.write('已停止，数据已保存。\n');
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return close;
}

/** Start, or say in the first line why not and what to do. */
export async function run(): Promise<number> {
  try {
    await serve(readConfig());
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : explainFailure(error)}\n`);
    return 1;
  }
}
