import { departmentsAt, departmentsOf } from '#module/identity';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import type { Coverage, CoverageRow } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { type CoverageCounts, coverageCounts } from '../sql/coverage.ts';

/** Registered, published, mounted, shared, open, fresh: by department in the order of lists, those with nothing too. */
export async function coverageOf(platform: Platform): Promise<Coverage> {
  const now = platform.clock.now();
  const [counts, all] = await Promise.all([coverageCounts(deskOf(platform).db, now), departmentsOf(platform)]);
  const present = departmentsAt(all, chinaDate(now)).map(({ code }) => code);
  const rest = counts.map(({ dept }) => dept).filter((dept) => dept === null || !present.includes(dept));
  const rowOf = (dept: string | null): CoverageRow => ({
    ...(counts.find((row) => row.dept === dept) ?? { ...NOTHING, dept }),
    name: all.find(({ code }) => code === dept)?.name ?? null,
  });
  return { total: { ...sumOf(counts), name: null }, departments: [...present, ...rest].map(rowOf) };
}

const NOTHING: CoverageCounts = {
  dept: null,
  registered: 0,
  published: 0,
  mounted: 0,
  shared: 0,
  open: 0,
  timed: 0,
  fresh: 0,
};

function sumOf(rows: readonly CoverageCounts[]): CoverageCounts {
  return rows.reduce(
    (sum, row) => ({
      dept: null,
      registered: sum.registered + row.registered,
      published: sum.published + row.published,
      mounted: sum.mounted + row.mounted,
      shared: sum.shared + row.shared,
      open: sum.open + row.open,
      timed: sum.timed + row.timed,
      fresh: sum.fresh + row.fresh,
    }),
    NOTHING,
  );
}
