import type { OlapEngine } from '#platform/olap/engine.ts';
import { type DatasetRow, insertRows } from '../olap/dataset.ts';
import { insertRest } from '../olap/quarantine-rest.ts';
import type { Outcome, Quarantined } from '../rules/outcome.ts';
import type { HeldRow } from '../sql/quarantine.ts';
import type { RowMaker } from './table-rows.ts';
import type { Target } from './target.ts';

/** Rows of a sheet by what became of them: read = accepted + quarantined + nonData. */
export interface Counts {
  read: number;
  accepted: number;
  quarantined: number;
  nonData: number;
  /** Of the others: rows that repeat region, period and names of an earlier one. */
  repeated: number;
  /** Of the accepted: rows that the engine read by itself. */
  byEngine: number;
  /** Rows written to the dataset table; a source row of a cross table makes several. */
  written: number;
}

/** Where outcomes go: counts, dataset rows, quarantine. Nothing is kept in memory beyond a slice. */
export interface Sink {
  readonly counts: Counts;
  take(outcome: Outcome, maker: RowMaker): Promise<void>;
  /** Rows that the engine has read and written by itself. */
  addPlain(rows: number): void;
  /** Rows that turned out to repeat others after they had been written. */
  withdraw(rows: { same: number; conflicting: readonly HeldRow[] }): Promise<void>;
  flush(): Promise<void>;
  /** Quarantined rows for the ledger, at most `LEDGER_ROWS`; the rest is in the warehouse. */
  readonly held: readonly HeldRow[];
}

/** Quarantined rows of a batch that the ledger keeps, where they can be mended. */
export const LEDGER_ROWS = 10_000;
const SLICE = 50_000;
const REST_SLICE = 10_000;

/** An empty sink on a target. */
export function createSink(olap: OlapEngine, target: Target): Sink {
  const counts: Counts = { read: 0, accepted: 0, quarantined: 0, nonData: 0, repeated: 0, byEngine: 0, written: 0 };
  const held: HeldRow[] = [];
  let rows: DatasetRow[] = [];
  let rest: HeldRow[] = [];

  const flushRest = async () => {
    if (rest.length > 0) await insertRest(olap, target.batch, rest);
    rest = [];
  };
  const flush = async () => {
    const { table, batch } = target;
    if (rows.length > 0) await insertRows(olap, { table, batch, columns: await target.columns() }, rows);
    counts.written += rows.length;
    rows = [];
    await flushRest();
  };
  const hold = async (row: HeldRow) => {
    if (held.length < LEDGER_ROWS) held.push(row);
    else if (rest.push(row) >= REST_SLICE) await flushRest();
  };

  return {
    counts,
    held,
    flush,
    addPlain(added) {
      counts.read += added;
      counts.accepted += added;
      counts.byEngine += added;
      counts.written += added;
    },
    async withdraw({ same, conflicting }) {
      const all = same + conflicting.length;
      counts.accepted -= all;
      counts.written -= all;
      counts.repeated += all;
      counts.nonData += same;
      counts.quarantined += conflicting.length;
      for (const row of conflicting) await hold(row);
    },
    async take(outcome, maker) {
      counts.read++;
      if (outcome.kind === 'non-data') {
        counts.nonData++;
        if (outcome.what === 'duplicate') counts.repeated++;
        return;
      }
      if (outcome.kind === 'quarantined') {
        counts.quarantined++;
        if (outcome.code === 'duplicate-conflict') counts.repeated++;
        return hold(heldRow(outcome));
      }
      counts.accepted++;
      for (const row of maker(outcome)) rows.push(row);
      if (rows.length >= SLICE) await flush();
    },
  };
}

/** A quarantined row as it is kept. */
export function heldRow({ line, cells, text, columns }: Quarantined): HeldRow {
  return { line, cells, reason: text, col: columns[0] ?? null };
}
