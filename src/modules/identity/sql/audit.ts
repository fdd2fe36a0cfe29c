import { sql } from 'kysely';
import type { AuditQuery, AuditRow } from '../contract.ts';
import type { Db } from '../tables.ts';

/** Rows of the audit that fit, the latest first. */
export async function selectAudit(db: Db, query: AuditQuery): Promise<AuditRow[]> {
  let rows = db
    .selectFrom('platform.audit')
    .select(['username', 'action', 'outcome', 'detail', 'hash', 'at'])
    .select([
      sql<number>`seq::int8`.as('seq'),
      sql<AuditRow['subject']>`json_build_object('kind', subject_kind, 'id', subject_id)`.as('subject'),
    ])
    .orderBy('platform.audit.seq', 'desc')
    .limit(query.limit);
  const { username, action, subjectKind, subjectId, outcome, from, to, before } = query;
  if (username !== undefined) rows = rows.where('username', '=', username);
  if (action !== undefined) rows = rows.where(sql<boolean>`starts_with(action, ${action})`);
  if (subjectKind !== undefined) rows = rows.where('subject_kind', '=', subjectKind);
  if (subjectId !== undefined) rows = rows.where('subject_id', '=', subjectId);
  if (outcome !== undefined) rows = rows.where('outcome', '=', outcome);
  if (from !== undefined) rows = rows.where('at', '>=', new Date(from));
  if (to !== undefined) rows = rows.where('at', '<', new Date(to));
  if (before !== undefined) rows = rows.where('platform.audit.seq', '<', before);
  const found = await rows.execute();
  return found.map((row) => ({ ...row, seq: Number(row.seq), at: row.at.toISOString() }));
}
