import { FORMATS, tagsOf } from '../rules/format.ts';
import { licenceOf } from '../rules/licence.ts';
import { themeName } from '../rules/theme.ts';
import type { ShownRow } from '../sql/shown.ts';

/** What datasets can be counted and chosen by. */
export const FACET_FIELDS = ['organization', 'groups', 'tags', 'res_format', 'license_id', 'frequency'] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

/** The name of an organisation in addresses. */
export const orgName = (dept: string | null): string => (dept ?? 'x00').toLowerCase();

/** Values of a dataset for a field. */
export function facetsOfRow(row: ShownRow, field: FacetField): string[] {
  switch (field) {
    case 'organization':
      return [orgName(row.provider_dept)];
    case 'groups':
      return [row.theme];
    case 'tags':
      return tagsOf(row.fields);
    case 'res_format':
      return row.formats.map((format) => FORMATS[format].name);
    case 'license_id':
      return [licenceOf(row.licence).id];
    case 'frequency':
      return [row.update_cycle];
  }
}

export interface FacetItem {
  readonly name: string;
  readonly display_name: string;
  readonly count: number;
}

/** Counts of the values of a field, the most frequent first. */
export function countFacet(
  rows: readonly ShownRow[],
  field: FacetField,
  limit: number,
  providers: ReadonlyMap<string, string>,
): FacetItem[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of facetsOfRow(row, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const items = [...counts].map(([name, count]) => ({ name, count, display_name: display(field, name, providers) }));
  const inOrder = items.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return limit < 0 ? inOrder : inOrder.slice(0, limit);
}

function display(field: FacetField, value: string, providers: ReadonlyMap<string, string>): string {
  if (field === 'organization') return providers.get(value.toUpperCase()) ?? '未指明';
  if (field === 'groups') return themeName(value);
  return field === 'license_id' ? licenceOf(value).title : value;
}
