import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import type { ImportRow } from '../sql/import.ts';

/** Who accepted an import, as the author of what its run does. A job has no session and asks no permissions. */
export function actorOfImport(row: Pick<ImportRow, 'createdById' | 'createdBy' | 'createdByName'>): Actor {
  return { ...SYSTEM_ACTOR, userId: row.createdById, username: row.createdBy, name: row.createdByName };
}
