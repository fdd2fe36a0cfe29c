import { type App, buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { explainFailure } from './failure.ts';

/**
 * Open this node without listening, do one thing, close it again. A running server holds the data folder: the first line
 * then says so. Resolves to the exit code.
 */
export async function withNode(work: (app: App) => Promise<number>): Promise<number> {
  try {
    const app = await buildApp(readConfig());
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`);
    return 1;
  }
}
