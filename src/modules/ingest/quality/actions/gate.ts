import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { qualityErrors } from '../errors.ts';
import { rulesOf } from '../sql/rule.ts';
import type { QualityTables } from '../tables.ts';
import { carryOut } from './examination.ts';

export interface GateInput {
  readonly resourceId: string;
  /** The open batch. */
  readonly batch: number;
  /** Stands in FROM: the rows of the batch, with the columns of a dataset (`_batch`, `_row`, `region`, `period`, …). */
  readonly relation: string;
  /**
   * The batch is a piece of a whole, as increments and mended rows are: what rules say of the whole table (rows, sums,
   * freshness, reconciliation) is left to the run after the commit. Default false.
   */
  readonly partial?: boolean;
}

/** Said of the whole table, not of its rows. */
const OF_THE_WHOLE = new Set(['row-count', 'aggregate', 'freshness', 'reconcile']);

/** Rules that a refusal names. */
const NAMED = 3;

/**
 * The gate in front of a commit: holds the rules of severity `block` against the rows of a batch that is still open.
 * Returns when none is broken; the caller then commits. What was found is kept either way, and slips are opened.
 * A rule that cannot be carried out holds the batch back as well.
 * @throws {Refusal} `ingest.quality-blocked`: the caller drops the batch, nothing of it becomes visible.
 */
export async function passGate(platform: Platform, input: GateInput): Promise<void> {
  const rules = (await rulesOf(platform.db<QualityTables>(), input.resourceId))
    .filter(({ enabled, severity }) => enabled && severity === 'block')
    .filter(({ check }) => !input.partial || !OF_THE_WHOLE.has(check.kind));
  if (rules.length === 0) return;
  const { resourceId, batch, relation } = input;
  const committedAt = platform.clock.now();
  const kept = { cause: 'gate', batch, datasetVersion: null, committedAt, actor: SYSTEM_ACTOR } as const;
  const examined = await carryOut(platform, { resourceId, rules, relation, ...kept });
  const broken = examined?.results.filter(({ outcome }) => outcome !== 'pass') ?? [];
  if (broken.length === 0) return;
  const names = broken.map(({ ruleId }) => `“${rules.find(({ id }) => id === ruleId)?.name ?? ''}”`);
  throw qualityErrors['quality-blocked']({
    rules: names.slice(0, NAMED).join('、'),
    more: Math.max(0, names.length - NAMED),
  });
}
