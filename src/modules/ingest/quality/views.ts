import type { Rule, Run, Slip } from './contract.ts';
import type { RuleRow } from './sql/rule.ts';
import type { ResultRow, RunRow } from './sql/run.ts';
import type { SlipRow } from './sql/slip.ts';

export function runView({ resourceId: _, datasetVersion: __, ...run }: RunRow): Run {
  return { ...run, elapsedMs: Math.round(run.elapsedMs), at: run.at.toISOString() };
}

export function ruleView({ resourceId: _, ...rule }: RuleRow, last: (ResultRow & { at: Date }) | undefined): Rule {
  if (!last) return { ...rule, last: null };
  const { outcome, checked, failed, measure, at } = last;
  return { ...rule, last: { outcome, checked, failed, measure, at: at.toISOString() } };
}

/** 核实单 HS-000123. */
export function slipNo(seq: number): string {
  return `HS-${String(seq).padStart(6, '0')}`;
}

export interface SlipNames {
  readonly ruleName: string;
  readonly severity: 'block' | 'warn';
  readonly resourceTitle: string;
  readonly ownerName: string | null;
}

export function slipView(row: SlipRow, names: SlipNames): Slip {
  const { seq, runId: _, openedAt, updatedAt, closedAt, ...slip } = row;
  return {
    ...slip,
    ...names,
    no: slipNo(seq),
    openedAt: openedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}
