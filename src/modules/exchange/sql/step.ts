import type { Flow } from '#platform/workflow.ts';
import type { Db } from '../tables.ts';

export interface StepRow {
  readonly at: Date;
  readonly username: string;
  readonly event: string;
  readonly to: string;
  readonly reason: string | null;
}

/** The steps of a flow's subject, the first first. */
export function stepsOf(db: Db, flow: Flow, id: string): Promise<StepRow[]> {
  return db
    .selectFrom('platform.transition')
    .select(['at', 'username', 'event', 'to_state as to', 'reason'])
    .where('flow', '=', flow.name)
    .where('subject_id', '=', id)
    .orderBy('seq')
    .execute();
}
