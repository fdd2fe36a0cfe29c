import { type Dataset, openDataset } from '#module/ingest';
import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import type { GrantedQuery } from '../rules/select.ts';
import type { GrantRow } from '../sql/grant.ts';
import { sharedItems } from '../sql/resource.ts';
import { keysOf } from './grant.ts';

/**
 * What a grant may read, as a query to be compiled. Items that the catalogue no longer shares do not leave, whatever
 * the grant says; a row filter on an item that has gone stops it all.
 * @throws {Refusal} `exchange.no-data`
 */
export async function grantedQuery(
  platform: Platform,
  grant: GrantRow,
): Promise<GrantedQuery & { readonly dataset: Dataset }> {
  const [dataset, items] = await Promise.all([
    openDataset(platform, grant.resourceId),
    sharedItems(deskOf(platform).db, grant.resourceId),
  ]);
  if (!dataset) throw exchangeErrors['no-data']({});
  const shared = items.filter(({ sharingType }) => sharingType !== 'none').map(({ columnName }) => columnName);
  if (!grant.filter.every(({ column }) => items.some(({ columnName }) => columnName === column)))
    throw exchangeErrors['no-data']({});
  return {
    dataset,
    relation: dataset.relation,
    items,
    granted: grant.items.filter((column) => shared.includes(column)),
    masks: grant.masks,
    filter: grant.filter,
    keys: keysOf(platform, grant),
  };
}
