import { existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type ImportedFile, importFile } from '#module/ingest';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { explainFailure } from './failure.ts';
import { doubtsOf, proposalWords, resultWords } from './import-words.ts';

const USAGE = `用法：yiping import 文件 [--accept] [--json] [--title 名称] [--provider 部门代码]
                     [--encoding utf-8|utf-16le|utf-16be|gb18030] [--delimiter 分隔符]
  --accept  按建议的读法直接导入；不写则先说明读法，再询问
  --json    只输出一个 JSON 对象`;

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;

interface Wish {
  readonly path: string;
  readonly accept: boolean;
  readonly json: boolean;
  readonly title?: string;
  readonly providerDept?: string;
  readonly encoding?: (typeof ENCODINGS)[number];
  readonly delimiter?: string;
}

/**
 * Import one file from this machine. Exit code 0 when all of it is imported (or had been), 1 when something failed,
 * 2 when nothing was imported because nobody accepted the reading or the command was not understood.
 */
export async function run(args: readonly string[]): Promise<number> {
  const wish = readWish(args);
  if (typeof wish === 'string') return stop(2, wish);
  if (!existsSync(wish.path) || !statSync(wish.path).isFile()) return stop(2, `没有这个文件：${wish.path}`);
  try {
    const config = readConfig();
    const app = await buildApp({ ...config, logLevel: process.env.LOG_LEVEL ?? 'error' });
    try {
      return await take(app.platform, wish);
    } finally {
      await app.close();
    }
  } catch (error) {
    return stop(1, explainFailure(error));
  }
}

function stop(code: number, text: string): number {
  process.stderr.write(`${text}\n`);
  return code;
}

/** What is asked for, or why it is not understood. */
function readWish(args: readonly string[]): Wish | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        accept: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        title: { type: 'string' },
        provider: { type: 'string' },
        encoding: { type: 'string' },
        delimiter: { type: 'string' },
      },
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) return USAGE;
    const encoding = ENCODINGS.find((name) => name === values.encoding);
    if (values.encoding !== undefined && encoding === undefined) return USAGE;
    const { accept, json, title, provider, delimiter } = values;
    return {
      path,
      accept,
      json,
      ...(title !== undefined && { title }),
      ...(provider !== undefined && { providerDept: provider }),
      ...(encoding !== undefined && { encoding }),
      ...(delimiter !== undefined && { delimiter: delimiter === '\\t' ? '\t' : delimiter }),
    };
  } catch {
    return USAGE;
  }
}

async function take(platform: Parameters<typeof importFile>[0], wish: Wish): Promise<number> {
  const { path, json, accept, ...options } = wish;
  if (accept) return tell(await importFile(platform, path, { ...options, accept: true }), json);
  const looked = await importFile(platform, path, { ...options, accept: false });
  if (json) process.stdout.write(`${JSON.stringify(looked)}\n`);
  else process.stdout.write(proposalWords(looked));
  if (json || !(await agreed())) return stop(2, '没有导入。核对读法后加 --accept 再运行。');
  return tell(await importFile(platform, path, { ...options, accept: true }), json);
}

/** Ask at a terminal; elsewhere nobody agrees. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('按这样读并导入吗？[y/N] ');
  terminal.close();
  return /^(y|yes|是|好)$/i.test(answer.trim());
}

function tell({ proposals, ...result }: ImportedFile, json: boolean): number {
  const told = json
    ? `${JSON.stringify({ ...result, doubts: doubtsOf(proposals) })}\n`
    : resultWords({ ...result, proposals });
  process.stdout.write(told);
  if (result.sheets.length === 0) return stop(1, '文件里没有可以读取的表格。');
  return result.sheets.every(({ status }) => status === 'done') ? 0 : 1;
}
