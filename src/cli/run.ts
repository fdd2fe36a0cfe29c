import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A command's file exports `run(args)`, which resolves to the exit code; `start` keeps the process alive. */
interface Command {
  run(args: readonly string[]): Promise<number>;
}

const [name = '', ...args] = process.argv.slice(2);
const path = join(import.meta.dirname, `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(path)) {
  process.stderr.write(`没有命令“${name}”。用 yiping help 看有哪些命令。\n`);
  process.exit(2);
}
const command: Command = await import(path);
const code = await command.run(args);
if (code !== 0 || name !== 'start') process.exit(code);
