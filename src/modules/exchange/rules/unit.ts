import type { Actor } from '#platform/scope.ts';

/** Who asks for data: a department, or the government of a region. */
export interface Unit {
  readonly kind: 'department' | 'government';
  readonly code: string;
}

/** The units in whose name an actor may act: those that their scope names one by one; seeing all is not speaking for all. */
export function unitsOf({ scope }: Actor): readonly Unit[] {
  const departments = scope.departments === 'all' ? [] : scope.departments;
  if (departments.length > 0) return departments.map((code) => ({ kind: 'department', code }));
  const regions = scope.regions === 'all' ? [] : scope.regions;
  return regions.map((code) => ({ kind: 'government', code }));
}

export function actsFor(actor: Actor, unit: Unit): boolean {
  return unitsOf(actor).some(({ kind, code }) => kind === unit.kind && code === unit.code);
}

/** Whether the actor speaks for the department that provides. */
export function provides(actor: Actor, department: string): boolean {
  return actsFor(actor, { kind: 'department', code: department });
}

/** Who sees what is between two units: both of them, whoever looks over all departments, and the bureau. */
export function maySee(actor: Actor, provider: string, requester: Unit): boolean {
  if (actor.scope.departments === 'all' || actor.permissions.has('exchange:approve')) return true;
  return provides(actor, provider) || actsFor(actor, requester);
}
