import type { Db, Tx } from '../tables.ts';

/** The release calendar: official instants by indicator and period. */
export function listReleases(db: Db): Promise<{ indicator: string; period: string; releaseAt: Date }[]> {
  return db
    .selectFrom('indicators.release')
    .select(['indicator', 'period', 'release_at as releaseAt'])
    .orderBy('release_at')
    .execute();
}

/** Set or move a release. */
export async function saveRelease(
  tx: Tx,
  release: { indicator: string; period: string; releaseAt: Date; setBy: string },
): Promise<void> {
  const { indicator, period, releaseAt, setBy } = release;
  await tx
    .insertInto('indicators.release')
    .values({ indicator, period, release_at: releaseAt, set_by: setBy })
    .onConflict((conflict) =>
      conflict.columns(['indicator', 'period']).doUpdateSet({ release_at: releaseAt, set_by: setBy }),
    )
    .execute();
}
