export { demoAccounts } from './actions/demo.ts';
export { authenticate } from './authenticate.ts';
export { departmentsOf, type Regions, regionsOf } from './reference.ts';
export type { Department } from './rules/department.ts';
export type { Division, DivisionLevel, PresentMapping } from './rules/division.ts';
export type { RegionCandidate, RegionHint, RegionMatch } from './rules/region-name.ts';
