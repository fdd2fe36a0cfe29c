import type { ShareItem } from '../rules/item.ts';
import type { Db } from '../tables.ts';

export interface SharedResource {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly providerDept: string | null;
  readonly sharingType: 'free' | 'conditional' | 'none';
  readonly sharingCondition: string;
  readonly noSharingBasis: string;
  readonly isSecret: boolean;
  readonly isDemo: boolean;
}

export interface SharedItem extends ShareItem {
  readonly sharingType: 'free' | 'conditional' | 'none';
}

/** A resource with data behind it, as its catalogue shows it. */
export function sharedResource(db: Db, id: string): Promise<SharedResource | undefined> {
  return db
    .selectFrom('catalogue.pub_resource')
    .select(['id', 'code', 'title', 'provider_dept as providerDept', 'sharing_type as sharingType'])
    .select(['sharing_condition as sharingCondition', 'no_sharing_basis as noSharingBasis'])
    .select(['is_secret as isSecret', 'is_demo as isDemo'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export function sharedItems(db: Db, resourceId: string): Promise<SharedItem[]> {
  return db
    .selectFrom('catalogue.pub_item')
    .select(['column_name as columnName', 'name', 'role', 'data_type as dataType', 'unit'])
    .select(['personal', 'identifier', 'sharing_type as sharingType'])
    .where('resource_id', '=', resourceId)
    .orderBy('seq')
    .execute();
}
