/** `department`: one of the province's own; `external`: a central body in 山西 or a public utility; `support`: serves the bureau. */
export type DepartmentKind = 'department' | 'external' | 'support';

/** Group of departments that one vice-governor is in charge of, in the demo province. */
export type LeaderGroupCode =
  | 'executive'
  | 'industry'
  | 'countryside'
  | 'society'
  | 'safety'
  | 'construction'
  | 'governor';

export interface LeaderGroup {
  readonly code: LeaderGroupCode;
  /** Post of the leader in charge. */
  readonly leader: string;
  /** What they are in charge of (分管领域). */
  readonly remit: string;
}

/** What a body became: `rename` goes on under another name, `merge` went into a larger one. */
export interface DepartmentSuccession {
  readonly code: string;
  readonly kind: 'rename' | 'merge';
}

export interface Department {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: DepartmentKind;
  /** First day in force, `YYYY-MM-DD`; null: since before our records. */
  readonly validFrom: string | null;
  /** First day no longer in force; null: in force. */
  readonly validTo: string | null;
  readonly successor: DepartmentSuccession | null;
  /** Place in lists. */
  readonly order: number;
  readonly group: LeaderGroupCode;
}

/** Bodies of a kind in force on a day (`YYYY-MM-DD`), in the order of lists. */
export function departmentsAt(
  departments: readonly Department[],
  date: string,
  kind: DepartmentKind = 'department',
): readonly Department[] {
  const inForce = departments.filter((d) => (d.validFrom ?? '') <= date && (d.validTo === null || date < d.validTo));
  return inForce.filter((d) => d.kind === kind).sort((a, b) => a.order - b.order);
}

/** The body that answers today for a code: itself, or the end of its chain of successors; null for an unknown code. */
export function presentDepartment(departments: readonly Department[], code: string): Department | null {
  const department = departments.find((d) => d.code === code);
  if (!department) return null;
  return department.successor ? presentDepartment(departments, department.successor.code) : department;
}
