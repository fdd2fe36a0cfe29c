export {
  type Credentials,
  createKeepers,
  type KeeperAccount,
  keepersMissing,
  recoverAccount,
} from './actions/create-keepers.ts';
export { demoAccounts, removeDemo } from './actions/demo.ts';
export { authenticate } from './authenticate.ts';
export { openSessions } from './open-sessions.ts';
export { departmentsOf, type Regions, regionsOf } from './reference.ts';
export { type Department, type DepartmentKind, departmentsAt, presentDepartment } from './rules/department.ts';
export type { Division, DivisionLevel, PresentMapping } from './rules/division.ts';
export { PERMISSIONS, type Permission } from './rules/permission.ts';
export type { RegionCandidate, RegionHint, RegionMatch } from './rules/region-name.ts';
export { mayReadDepartment, mayReadRegion, readableRegions } from './rules/scope.ts';
