import { sql } from 'kysely';
import type { Severity } from '../contract.ts';
import type { Db, RunCause, RunOutcome, Tx } from '../tables.ts';

export interface RunRow {
  readonly id: string;
  readonly resourceId: string;
  readonly cause: RunCause;
  readonly batch: number | null;
  readonly datasetVersion: string | null;
  readonly outcome: RunOutcome;
  readonly rules: number;
  readonly rows: number;
  readonly passes: number;
  readonly score: number | null;
  readonly elapsedMs: number;
  readonly at: Date;
  readonly askedBy: string;
}

export interface ResultRow {
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly severity: Severity;
  readonly outcome: 'pass' | 'fail' | 'error';
  readonly checked: number;
  readonly failed: number;
  readonly measure: number | null;
}

/** False when the commit of this batch has been looked at before. */
export async function insertRun(tx: Tx, run: RunRow, results: readonly ResultRow[]): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ingest.quality_run')
    .values({
      id: run.id,
      resource_id: run.resourceId,
      cause: run.cause,
      batch: run.batch,
      dataset_version: run.datasetVersion,
      outcome: run.outcome,
      rules: run.rules,
      rows: run.rows,
      passes: run.passes,
      score: run.score,
      elapsed_ms: Math.round(run.elapsedMs),
      at: run.at,
      asked_by: run.askedBy,
    })
    .onConflict((conflict) => conflict.columns(['resource_id', 'batch']).where('cause', '=', 'commit').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  if (results.length > 0)
    await tx
      .insertInto('ingest.quality_result')
      .values(results.map(resultValues(run.id)))
      .execute();
  return true;
}

const resultValues = (runId: string) => (result: ResultRow) => ({
  run_id: runId,
  rule_id: result.ruleId,
  rule_version: result.ruleVersion,
  severity: result.severity,
  outcome: result.outcome,
  checked: result.checked,
  failed: result.failed,
  measure: result.measure,
});

/** Runs of a resource, the newest first. */
export async function runsOf(db: Db, resourceId: string, limit: number): Promise<RunRow[]> {
  const rows = await db
    .selectFrom('ingest.quality_run')
    .select(['id', 'resource_id as resourceId', 'cause', 'batch', 'dataset_version as datasetVersion', 'outcome'])
    .select(['rules', 'rows', 'passes', 'score', 'elapsed_ms as elapsedMs', 'at', 'asked_by as askedBy'])
    .where('resource_id', '=', resourceId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...row,
    batch: row.batch === null ? null : Number(row.batch),
    rows: Number(row.rows),
    elapsedMs: Number(row.elapsedMs),
  }));
}

/** What the newest run of the whole dataset found, by rule. */
export async function lastResults(db: Db, resourceId: string): Promise<Map<string, ResultRow & { at: Date }>> {
  const { rows } = await sql<ResultRow & { at: Date }>`
    select distinct on (r.rule_id) r.rule_id as "ruleId", r.rule_version as "ruleVersion", r.severity, r.outcome,
           r.checked, r.failed, r.measure, n.at
    from ingest.quality_result r join ingest.quality_run n on n.id = r.run_id
    where n.resource_id = ${resourceId} and n.cause <> 'gate'
    order by r.rule_id, n.at desc, n.id desc`.execute(db);
  return new Map(rows.map((row) => [row.ruleId, { ...row, checked: Number(row.checked), failed: Number(row.failed) }]));
}

/** The newest score of each day (China) on which the whole dataset was looked at, oldest first. */
export async function courseOf(db: Db, resourceId: string, since: Date): Promise<{ day: string; score: number }[]> {
  const { rows } = await sql<{ day: string; score: number }>`
    select distinct on (day) to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, score
    from ingest.quality_run
    where resource_id = ${resourceId} and cause <> 'gate' and score is not null and at >= ${since}
    order by day, at desc`.execute(db);
  return rows;
}

/** The score of every resource as it stood at the end of a moment: the newest run of the whole before it. */
export async function scoresAt(
  db: Db,
  at: Date,
): Promise<{ resourceId: string; score: number; outcome: RunOutcome }[]> {
  const { rows } = await sql<{ resourceId: string; score: number; outcome: RunOutcome }>`
    select distinct on (resource_id) resource_id as "resourceId", score, outcome
    from ingest.quality_run where cause <> 'gate' and score is not null and at <= ${at}
    order by resource_id, at desc`.execute(db);
  return rows;
}
