import { Value } from 'typebox/value';
import type { Department } from '#module/identity';
import type { Collection, Run, Source } from './contract.ts';
import { Run as RunSchema } from './contract.ts';
import type { CollectionRow } from './sql/collection.ts';
import type { RunRow } from './sql/run.ts';
import type { SourceRow } from './sql/source.ts';

/** A source as it is shown: its secret never is. */
export function sourceView(row: SourceRow, departments: readonly Department[]): Source {
  const { secret, checkedAt, createdAt, ...rest } = row;
  return {
    ...rest,
    providerName: departments.find(({ code }) => code === row.providerDept)?.name ?? null,
    hasSecret: secret !== null,
    checkedAt: checkedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export function collectionView(row: CollectionRow, last: RunRow | undefined): Collection {
  const { createdBy, createdByName, nextAt, ...rest } = row;
  return {
    ...rest,
    columns: [...row.columns],
    ignored: [...row.ignored],
    keyColumns: [...row.keyColumns],
    nextAt: nextAt?.toISOString() ?? null,
    lastRun: last
      ? {
          status: last.status,
          at: (last.finishedAt ?? last.createdAt).toISOString(),
          rows: Number(last.rows),
          failure: last.failure,
        }
      : null,
  };
}

export function runView(row: RunRow): Run {
  const { process, crashes, createdAt, finishedAt, log, ...rest } = row;
  return {
    ...rest,
    batch: row.batch === null ? null : Number(row.batch),
    rows: Number(row.rows),
    bytes: Number(row.bytes),
    elapsedMs: Number(row.elapsedMs),
    log: Value.Check(RunSchema.properties.log, log) ? log : [],
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
