import { DepartmentList, type DepartmentState } from '#contract/cockpit';
import { type PanelState, panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';

/** Departments and outside bodies with the state of the figures they answer for. */
export function useDepartments(): PanelState<DepartmentList> {
  return panelStateOf(useGet('/api/cockpit/departments', DepartmentList));
}

/** Whether something of a department needs a look. */
export function needsLook({ red, yellow, late }: DepartmentState): boolean {
  return red + yellow + late > 0;
}

/** What needs a look first: red, then late, then yellow; the usual order within. */
export function byUrgency(departments: readonly DepartmentState[]): DepartmentState[] {
  return [...departments].sort((a, b) => b.red - a.red || b.late - a.late || b.yellow - a.yellow);
}
