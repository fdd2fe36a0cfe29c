import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import { findShown, NO_FILTER, type ShownRow, stampShown } from '../sql/shown.ts';

/** More than this is not read as one list. */
const MOST = 20_000;

/** All datasets that may be shown at this moment, read again only when something has changed. */
export async function wholeCatalogue(platform: Platform): Promise<{ stamp: string; rows: readonly ShownRow[] }> {
  const { db, catalogue } = deskOf(platform);
  const stamp = await stampShown(db);
  if (catalogue.stamp !== stamp) {
    const { rows } = await findShown(db, NO_FILTER, { order: 'updated', limit: MOST, offset: 0 });
    Object.assign(catalogue, { stamp, rows });
  }
  return { stamp, rows: catalogue.rows };
}
