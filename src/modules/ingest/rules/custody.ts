import type { Actor } from '#platform/scope.ts';

/** Who handed something in, and for which departments. */
export interface Custody {
  readonly persons: readonly string[];
  readonly departments: readonly (string | null)[];
}

/**
 * Whether someone answers for an original or an import: who handed it in, and whoever answers for a department it was
 * handed in for. Being allowed to import does not open what others have imported.
 */
export function answersFor({ userId, scope }: Pick<Actor, 'userId' | 'scope'>, { persons, departments }: Custody) {
  if (scope.departments === 'all' || persons.includes(userId)) return true;
  return departments.some((code) => code !== null && scope.departments.includes(code));
}
