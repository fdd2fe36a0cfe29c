import type { Transaction } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { OWN_NAMESPACE } from './rules/openlineage.ts';
import { insertEvent } from './sql.ts';
import type { Tx } from './tables.ts';

/** An end of an edge. Kinds in use: source, column, file, resource, item, indicator, board, grant, delivery, external. */
export interface LineageEnd {
  readonly kind: string;
  /** Unique within the kind; of an item `<resource>/<column>`. */
  readonly id: string;
  readonly name: string;
}

/** One run of a job: what it read, what it wrote. */
export interface LineageRecord {
  /** `<module>.<what>`, such as `exchange.deliver`. */
  readonly job: string;
  /** The batch, delivery or run, as text. */
  readonly run: string;
  readonly inputs: readonly LineageEnd[];
  readonly outputs: readonly LineageEnd[];
  /** Where it is known by columns. */
  readonly columns?: readonly { readonly from: LineageEnd; readonly to: LineageEnd }[];
}

// biome-ignore lint/suspicious/noExplicitAny: any module's transaction carries the catalogue's tables beside its own.
type AnyTransaction = Transaction<any>;

/**
 * Record what a run has made out of what, in the caller's transaction; recording a run again changes nothing.
 * For edges that stand in no table of the caller's. Where they do, declare a view `<module>.pub_lineage_<what>` in the
 * form of `catalogue.pub_lineage_events` instead: it cannot go stale.
 */
export async function recordLineage(tx: AnyTransaction, clock: Clock, record: LineageRecord): Promise<void> {
  const db: Tx = tx;
  const { job, run, inputs, outputs, columns = [] } = record;
  const at = clock.now();
  await insertEvent(db, {
    ...{ id: newId(at), runId: run, eventType: 'COMPLETE', namespace: OWN_NAMESPACE, name: job, at },
    ...{ inputs, outputs, pairs: columns, producer: 'urn:yiping', receivedAt: at, receivedBy: 'system' },
  });
}
