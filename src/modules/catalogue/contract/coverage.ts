import { type Static, Type } from 'typebox';

/** How far a department's catalogue has come. Counts of resources; retired ones are left out. */
export const CoverageRow = Type.Object({
  dept: Type.Union([Type.String(), Type.Null()]),
  name: Type.Union([Type.String(), Type.Null()]),
  registered: Type.Integer(),
  published: Type.Integer(),
  /** Data stand behind it. */
  mounted: Type.Integer(),
  /** Published and shared, on conditions or without. */
  shared: Type.Integer(),
  open: Type.Integer(),
  /** Mounted ones with a settled update cycle, and those of them whose data came within it. */
  timed: Type.Integer(),
  fresh: Type.Integer(),
});
export type CoverageRow = Static<typeof CoverageRow>;
export const Coverage = Type.Object({ total: CoverageRow, departments: Type.Array(CoverageRow) });
export type Coverage = Static<typeof Coverage>;
