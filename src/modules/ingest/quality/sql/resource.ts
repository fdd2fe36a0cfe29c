import type { Db } from '../tables.ts';

/** Resources with data and who provides them. */
export function resourcesWithData(db: Db): Promise<{ id: string; title: string; providerDept: string | null }[]> {
  return db
    .selectFrom('catalogue.pub_resource')
    .select(['id', 'title', 'provider_dept as providerDept'])
    .orderBy('title')
    .execute();
}
