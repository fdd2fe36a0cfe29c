/** The worker that loads a workbook whole, so that a hostile one costs a worker and not the node. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#platform/errors.ts';
import type { SheetInfo, SheetRow } from './sheet.ts';
import { sheetInfos, sheetRows } from './sheetjs-rows.ts';
import { loadWorkbook, type WholeKind } from './workbook-load.ts';

export type WorkerTask = { readonly path: string; readonly name: string; readonly how: WholeKind };

/** Load the workbook, or give the next rows of a pass over a sheet. */
export type WorkerRequest =
  | { readonly kind: 'load' }
  | { readonly kind: 'rows'; readonly pass: number; readonly sheet: number };

export type WorkerReply =
  | { readonly kind: 'sheets'; readonly sheets: SheetInfo[] }
  | { readonly kind: 'rows'; readonly rows: SheetRow[] }
  | { readonly kind: 'refusal'; readonly refusal: Pick<Refusal, 'code' | 'status' | 'message' | 'params'> };

const BATCH = 2_000;

/** Serve one workbook: a function from requests to replies that keeps the workbook and its passes. */
function serve({ path, name, how }: WorkerTask): (request: WorkerRequest) => WorkerReply {
  const workbook = loadWorkbook(readFileSync(path), name, how);
  const sheets = sheetInfos(workbook);
  const passes = new Map<number, Iterator<SheetRow>>();
  const begin = (index: number): Iterator<SheetRow> => {
    const info = sheets[index];
    const sheet = info && workbook.Sheets[info.name];
    const epoch1904 = workbook.Workbook?.WBProps?.date1904 === true;
    return sheet ? sheetRows(sheet, info.merges, epoch1904) : [][Symbol.iterator]();
  };
  return (request) => {
    if (request.kind === 'load') return { kind: 'sheets', sheets };
    const pass = passes.get(request.pass) ?? begin(request.sheet);
    passes.set(request.pass, pass);
    return { kind: 'rows', rows: take(pass, BATCH) };
  };
}

function take(rows: Iterator<SheetRow>, count: number): SheetRow[] {
  const batch: SheetRow[] = [];
  for (let next = rows.next(); !next.done; next = rows.next()) {
    batch.push(next.value);
    if (batch.length === count) break;
  }
  return batch;
}

function listen(port: NonNullable<typeof parentPort>, task: WorkerTask): void {
  let answer: ReturnType<typeof serve> | null = null;
  port.on('message', (request: WorkerRequest) => {
    try {
      answer ??= serve(task);
      port.postMessage(answer(request));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, status, message, params } = error;
      port.postMessage({ kind: 'refusal', refusal: { code, status, message, params } } satisfies WorkerReply);
    }
  });
}

if (parentPort) listen(parentPort, workerData);
