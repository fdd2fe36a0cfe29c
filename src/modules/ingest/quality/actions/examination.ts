import { loadResource } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import { elapsedClock } from '#platform/clock.ts';
import { emit } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import { advance } from '#platform/workflow.ts';
import type { Sample } from '../contract.ts';
import { slipFlow } from '../flow.ts';
import { type Examination, examine } from '../olap/run.ts';
import { sampleOf } from '../olap/sample.ts';
import type { ColumnNames } from '../rules/rule-name.ts';
import { outcomeOf, scoreOf } from '../rules/score.ts';
import { sceneOf } from '../scene.ts';
import type { RuleRow } from '../sql/rule.ts';
import { insertRun, type ResultRow, type RunRow } from '../sql/run.ts';
import { insertSlip, lockOpenSlip, type NewSlip, renewSlip } from '../sql/slip.ts';
import type { QualityTables, RunCause, Tx } from '../tables.ts';

export interface ExaminationInput {
  readonly resourceId: string;
  readonly rules: readonly RuleRow[];
  readonly relation: string;
  readonly cause: RunCause;
  readonly batch: number | null;
  readonly datasetVersion: string | null;
  readonly committedAt: Date | null;
  readonly actor: Actor;
}

export interface Examined {
  readonly run: RunRow;
  readonly results: readonly ResultRow[];
}

/**
 * Hold rules against a relation and keep what was found: run, results, slips of broken rules, audit and event, in one
 * transaction. Null when the commit of this batch has been looked at before.
 */
export async function carryOut(platform: Platform, input: ExaminationInput): Promise<Examined | null> {
  const elapsed = elapsedClock();
  const scene = await sceneOf(platform, input);
  const found = await examine(platform, input.rules, scene);
  const results = input.rules.map((rule) => resultOf(rule, found));
  const bad = results.filter(({ outcome }) => outcome !== 'pass').map(({ ruleId }) => ruleId);
  const samples = new Map<string, Sample>();
  for (const rule of input.rules.filter(({ id }) => bad.includes(id)))
    samples.set(rule.id, found.failed.includes(rule.id) ? NO_SAMPLE : await sampleOf(platform.olap, rule.check, scene));
  const run = runOf(platform, input, found, results, elapsed());
  const kept = await platform
    .db<QualityTables>()
    .transaction()
    .execute((tx) => keep(platform, tx, input, { run, results }, samples));
  return kept ? { run, results } : null;
}

const NO_SAMPLE: Sample = { columns: [], rows: [] };

function resultOf(rule: RuleRow, { tallies, failed }: Examination): ResultRow {
  const tally = tallies.find(({ ruleId }) => ruleId === rule.id);
  const lost = tally === undefined || failed.includes(rule.id);
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    severity: rule.severity,
    outcome: lost ? 'error' : tally.failed > 0 ? 'fail' : 'pass',
    checked: tally?.checked ?? 0,
    failed: tally?.failed ?? 0,
    measure: tally?.measure ?? null,
  };
}

function runOf(
  { clock }: Platform,
  input: ExaminationInput,
  found: Examination,
  results: readonly ResultRow[],
  elapsedMs: number,
): RunRow {
  const { resourceId, cause, batch, datasetVersion, actor } = input;
  const at = clock.now();
  const outcome = outcomeOf(results);
  const { rows, passes } = found;
  const score = scoreOf(results);
  const counts = { rules: results.length, rows, passes, score, elapsedMs };
  return { id: newId(at), resourceId, cause, batch, datasetVersion, outcome, ...counts, at, askedBy: actor.name };
}

async function keep(
  platform: Platform,
  tx: Tx,
  input: ExaminationInput,
  { run, results }: Examined,
  samples: ReadonlyMap<string, Sample>,
): Promise<boolean> {
  if (!(await insertRun(tx, run, results))) return false;
  const resource = await loadResource(tx, input.resourceId);
  const names: ColumnNames = new Map(resource?.items.map(({ columnName, name }) => [columnName, name]));
  for (const result of results.filter(({ outcome }) => outcome !== 'pass')) {
    const sample = JSON.stringify(named(samples.get(result.ruleId) ?? NO_SAMPLE, names));
    await openSlip(platform, tx, { run, result, sample, ownerDept: resource?.providerDept ?? null });
  }
  await emit(tx, platform.clock, {
    topic: 'ingest.quality-checked',
    key: input.resourceId,
    payload: { resourceId: input.resourceId, runId: run.id, cause: run.cause, outcome: run.outcome, score: run.score },
  });
  await audit(tx, platform.clock, input.actor, {
    action: 'quality.run',
    subject: { kind: 'resource', id: input.resourceId },
    detail: {
      runId: run.id,
      cause: run.cause,
      batch: run.batch,
      outcome: run.outcome,
      rules: run.rules,
      rows: run.rows,
    },
  });
  return true;
}

function named({ columns, rows }: Sample, names: ColumnNames): Sample {
  const label = (column: string) => names.get(column) ?? FIXED_NAMES[column] ?? column;
  return { columns: columns.map(({ column }) => ({ column, name: label(column) })), rows };
}

const FIXED_NAMES: Readonly<Record<string, string>> = {
  _batch: '批次',
  _row: '原文件行',
  _times: '出现次数',
  _whole: '总量',
  _parts: '各地之和',
  _share: '相差比例',
  region: '地区代码',
  region_name: '地区',
  period: '时间',
};

/** Open a slip for a broken rule, or bring the open one up to date; a correction that did not help goes back. */
async function openSlip(
  platform: Platform,
  tx: Tx,
  found: { run: RunRow; result: ResultRow; sample: string; ownerDept: string | null },
): Promise<void> {
  const { run, result, sample, ownerDept } = found;
  const { ruleId, checked, failed, measure } = result;
  const at = run.at;
  const place = { resourceId: run.resourceId, ruleId, ownerDept, runId: run.id, batch: run.batch };
  const slip: NewSlip = { id: newId(at), ...place, checked, failed, measure, sample, at };
  const standing = await lockOpenSlip(tx, ruleId);
  if (standing === undefined) {
    await insertSlip(tx, slip);
    await emit(tx, platform.clock, {
      topic: 'ingest.slip-opened',
      key: slip.id,
      payload: { slipId: slip.id, resourceId: run.resourceId, ownerDept },
    });
    return;
  }
  const step = { subject: { kind: 'slip', id: standing.id }, state: standing.state, event: 'recur' };
  const state = standing.state === 'corrected' ? 'pending' : standing.state;
  if (standing.state === 'corrected') await advance(tx, platform.clock, RECURRENCE, slipFlow, step);
  await renewSlip(tx, standing.id, state, slip);
}

const RECURRENCE: Actor = { ...SYSTEM_ACTOR, permissions: new Set(['slip:recur']) };
