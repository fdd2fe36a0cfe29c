import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#platform/errors.ts';
import { fileErrors } from './file-errors.ts';
import { limits } from './limits.ts';
import type { FileFormat, OpenedFile, SheetRow } from './sheet.ts';
import type { WholeKind } from './workbook-load.ts';
import type { WorkerReply, WorkerRequest, WorkerTask } from './workbook-worker.ts';

type Source = { readonly path: string; readonly name: string; readonly bytes: number };
type Ask = (request: WorkerRequest) => Promise<WorkerReply>;

/**
 * Open a format that can only be loaded whole (xls, xlsb, ods, HTML and XML tables), in a worker with a ceiling on its
 * memory and time. Refuses files that reach it.
 */
export async function openWhole(source: Source, how: WholeKind, format: FileFormat): Promise<OpenedFile> {
  const { path, name, bytes } = source;
  if (bytes > limits.whole) throw fileErrors['too-large-workbook']({ name });
  const worker = startWorker({ path, name, how });
  try {
    const ask = inTurn((request) => askWorker(worker, request, name));
    const loaded = await ask({ kind: 'load' });
    const sheets = loaded.kind === 'sheets' ? loaded.sheets : [];
    let passes = 0;
    return {
      format,
      encoding: how.kind === 'text' ? how.encoding : null,
      delimiter: null,
      bytes,
      sheets,
      rows: (sheet) => {
        if (!sheets[sheet]) throw fileErrors['no-such-sheet']({ index: sheet });
        return readPass(ask, passes++, sheet);
      },
      close: async () => void (await worker.terminate()),
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

function startWorker(task: WorkerTask): Worker {
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.wholeHeapMiB },
    stdout: true,
    stderr: true,
  });
  worker.unref();
  // Whoever waits for an answer hears of errors there; between questions nobody does.
  worker.on('error', () => {});
  return worker;
}

async function* readPass(ask: Ask, pass: number, sheet: number): AsyncGenerator<SheetRow[]> {
  for (;;) {
    const reply = await ask({ kind: 'rows', pass, sheet });
    if (reply.kind !== 'rows' || reply.rows.length === 0) return;
    yield reply.rows;
  }
}

/** One question at a time: the worker answers in order and says not to whom. */
function inTurn(ask: Ask): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const answer = last.then(() => ask(request));
    last = answer.catch(() => {});
    return answer;
  };
}

/** Ask the worker; it keeps the process alive only meanwhile. Running out of memory or time is a refusal. */
async function askWorker(worker: Worker, request: WorkerRequest, name: string): Promise<WorkerReply> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(limits.wholeMillis)]);
  const ended = once(worker, 'exit', { signal }).then(() => Promise.reject(new Error('workbook worker ended')));
  worker.ref();
  try {
    const answered = once(worker, 'message', { signal });
    worker.postMessage(request);
    const [reply] = await Promise.race([answered, ended]);
    return replyOrRefusal(reply);
  } catch (error) {
    throw error instanceof Refusal ? error : refusalOfWorker(error, name);
  } finally {
    stop.abort();
    worker.unref();
  }
}

function replyOrRefusal(reply: WorkerReply): WorkerReply {
  if (reply.kind !== 'refusal') return reply;
  const { code, status, message, params } = reply.refusal;
  throw new Refusal(code, status, message, params);
}

/** Out of memory or out of time: the workbook was too much. Anything else is a broken file. */
function refusalOfWorker(error: unknown, name: string): Refusal {
  const tooMuch = error instanceof Error && /abort|memory/i.test(error.message);
  return tooMuch ? fileErrors['too-large-workbook']({ name }, error) : fileErrors.damaged({ name }, error);
}
