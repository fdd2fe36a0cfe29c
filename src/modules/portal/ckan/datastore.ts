import type { Platform } from '#platform/module.ts';
import type { Caller } from '../actions/caller.ts';
import { findOpenRows, recordsOf } from '../actions/rows.ts';
import { deskOf } from '../desk.ts';
import { shownByFile } from '../sql/shown.ts';
import {
  countParam,
  flagParam,
  idParam,
  invalid,
  listParam,
  notFound,
  objectParam,
  type Params,
  textParam,
} from './params.ts';

/** As CKAN's `ckan.datastore.search.rows_max`, smaller. */
const MOST_ROWS = 10_000;
const MOST_OFFSET = 1_000_000_000_000;

/** CKAN's `datastore_search`: rows of a dataset by any of its files. */
export async function datastoreSearch(platform: Platform, caller: Caller, params: Params) {
  const id = params.resource_id === undefined ? idParam(params, 'id') : idParam(params, 'resource_id');
  const dataset = await shownByFile(deskOf(platform).db, id);
  if (!dataset) throw notFound('Resource was not found.');
  if (typeof params.q === 'object' && params.q !== null) throw invalid('q', 'Only a text is understood here');
  const limit = countParam(params, 'limit', 100, MOST_ROWS);
  const offset = countParam(params, 'offset', 0, MOST_OFFSET);
  const filters = objectParam(params, 'filters');
  const conditions = Object.entries(filters).map(([name, value]) => [name, [value].flat()] as const);
  const names = listParam(params, 'fields')?.filter((name) => name !== '_id') ?? null;
  const q = textParam(params, 'q');
  const wish = { conditions, q, fields: names, sort: withoutId(textParam(params, 'sort')), limit, offset };
  const { fields, rows, ids, total } = await findOpenRows(platform, caller, dataset.id, wish);
  const records = recordsOf(fields, rows).map((record, i) => ({ _id: ids[i] ?? 0, ...record }));
  return {
    resource_id: id,
    fields: [
      { id: '_id', type: 'int' },
      ...fields.map(({ name, type, note, unit }) => ({
        id: name,
        type: type === 'number' ? 'numeric' : 'text',
        info: { label: name, notes: note, unit: unit ?? '' },
      })),
    ],
    records,
    records_format: 'objects',
    ...(flagParam(params, 'include_total', true) && { total, total_was_estimated: false }),
    limit,
    offset,
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(q !== '' && { q }),
    _links: {
      start: `/api/3/action/datastore_search?resource_id=${id}&limit=${limit}`,
      next: `/api/3/action/datastore_search?resource_id=${id}&limit=${limit}&offset=${offset + limit}`,
    },
  };
}

/** Rows stand by `_id` already. */
function withoutId(sort: string): string {
  const parts = sort.split(',').filter((part) => !/^\s*"?_id"?(\s+asc)?\s*$/i.test(part));
  return parts.map((part) => part.replaceAll('"', '')).join(',');
}
