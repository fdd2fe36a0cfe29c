import type { Platform } from '#platform/module.ts';
import type { Caller } from '../actions/caller.ts';
import { wholeCatalogue } from '../actions/catalogue.ts';
import { deskOf } from '../desk.ts';
import { fileId, tagsOf } from '../rules/format.ts';
import { LICENCE_WORDS } from '../rules/licence.ts';
import { filesOf } from '../sql/release.ts';
import { oneShown, type ShownRow, shownByFile } from '../sql/shown.ts';
import { providerNames } from '../views.ts';
import { datastoreSearch } from './datastore.ts';
import { countFacet, FACET_FIELDS, facetsOfRow, orgName } from './facets.ts';
import { countParam, flagParam, idParam, invalid, listParam, notFound, type Params, textParam } from './params.ts';
import { fits, parseQuery } from './query.ts';
import { groupBrief, orgBrief, packageView, resourceView, tagView } from './views.ts';

/** What an action is asked with. */
export interface Question {
  readonly platform: Platform;
  readonly caller: Caller;
  readonly params: Params;
  /** Where the site stands, as the caller reached it. */
  readonly base: string;
}

type Action = (question: Question) => Promise<unknown>;

/** The reading part of CKAN's Action API, version 3 (docs.ckan.org/en/2.11/api). */
export const ACTIONS: Readonly<Record<string, Action>> = {
  status_show: async ({ base }) => ({
    ckan_version: '2.11.0',
    site_title: '数据开放',
    site_description: '公共数据开放平台',
    site_url: base,
    error_emails_to: null,
    locale_default: 'zh_Hans_CN',
    extensions: ['datastore', 'dcat'],
  }),
  package_list: async ({ platform, params }) => {
    const names = (await wholeCatalogue(platform)).rows.map(({ name }) => name).sort();
    return page(names, params);
  },
  package_show: showPackage,
  package_search: searchPackages,
  resource_show: showResource,
  organization_list: async (question) => listOf(question, 'organization', orgView),
  organization_show: (question) => showKind(question, 'organization', orgView),
  group_list: async (question) => listOf(question, 'groups', groupView),
  group_show: (question) => showKind(question, 'groups', groupView),
  tag_list: async ({ platform, params }) => {
    const { rows } = await wholeCatalogue(platform);
    const words = textParam(params, 'query').toLowerCase();
    const tags = [...new Set(rows.flatMap(({ fields }) => tagsOf(fields)))].filter((tag) =>
      tag.toLowerCase().includes(words),
    );
    return flagParam(params, 'all_fields') ? tags.sort().map(tagView) : tags.sort();
  },
  license_list: async ({ base }) =>
    Object.values(LICENCE_WORDS).map(({ id, title, isOpen }) => ({
      id,
      title,
      url: `${base}/open/about`,
      status: 'active',
      is_okd_compliant: isOpen,
    })),
  datastore_search: ({ platform, caller, params }) => datastoreSearch(platform, caller, params),
  help_show: async ({ params }) => {
    const name = idParam(params, 'name');
    if (!Object.hasOwn(ACTIONS, name)) throw notFound('Action not found');
    return `${name}: as in CKAN's Action API, version 3`;
  },
};

async function showPackage({ platform, params, base }: Question) {
  const { db } = deskOf(platform);
  const row = await oneShown(db, params.id === undefined ? idParam(params, 'name_or_id') : idParam(params));
  if (!row) throw notFound();
  return packageView(row, await filesOf(db, [row.release_id]), await providerNames(platform), base);
}

async function showResource({ platform, params, base }: Question) {
  const { db } = deskOf(platform);
  const id = idParam(params).toLowerCase();
  const row = await shownByFile(db, id);
  const files = row ? await filesOf(db, [row.release_id]) : [];
  const at = files.findIndex(({ format }) => row && fileId(row.id, format) === id);
  const file = files[at];
  if (!row || !file) throw notFound();
  return resourceView(row, file, at, base);
}

async function searchPackages({ platform, params, base }: Question) {
  const { db } = deskOf(platform);
  const filters = [params.fq, ...(Array.isArray(params.fq_list) ? params.fq_list : [])].flat().filter(Boolean);
  const clauses = [textParam(params, 'q'), ...filters.map(String)].flatMap(parseQuery);
  const rows = (await wholeCatalogue(platform)).rows.filter((row) => fits(row, clauses));
  const sort = textParam(params, 'sort', 'score desc, metadata_modified desc');
  const [start, size] = [countParam(params, 'start', 0, 1_000_000), countParam(params, 'rows', 10, 1000)];
  const shown = sorted(rows, sort).slice(start, start + size);
  const files = await filesOf(
    db,
    shown.map(({ release_id }) => release_id),
  );
  const providers = await providerNames(platform);
  const fields = (listParam(params, 'facet.field') ?? []).flatMap(
    (name) => FACET_FIELDS.find((known) => known === name) ?? [],
  );
  const counted = flagParam(params, 'facet', true) ? fields : [];
  const limit = Number(textParam(params, 'facet.limit', '50'));
  const items = counted.map(
    (field) => [field, countFacet(rows, field, Number.isInteger(limit) ? limit : 50, providers)] as const,
  );
  return {
    count: rows.length,
    sort,
    results: shown.map((row) =>
      packageView(
        row,
        files.filter(({ release_id }) => release_id === row.release_id),
        providers,
        base,
      ),
    ),
    facets: Object.fromEntries(
      items.map(([field, found]) => [field, Object.fromEntries(found.map(({ name, count }) => [name, count]))]),
    ),
    search_facets: Object.fromEntries(items.map(([field, found]) => [field, { title: field, items: found }])),
  };
}

const ORDERS: Readonly<Record<string, (a: ShownRow, b: ShownRow) => number>> = {
  metadata_modified: (a, b) => a.published_at.getTime() - b.published_at.getTime(),
  metadata_created: (a, b) => a.first_published_at.getTime() - b.first_published_at.getTime(),
  title: (a, b) => a.title.localeCompare(b.title, 'zh-CN'),
  title_string: (a, b) => a.title.localeCompare(b.title, 'zh-CN'),
  name: (a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)),
  views_recent: (a, b) => a.downloads - b.downloads,
  score: () => 0,
};

/** @throws {CkanError} for an order that is not known */
function sorted(rows: readonly ShownRow[], text: string): ShownRow[] {
  const keys = text.split(',').map((part) => /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(part) ?? []);
  const orders = keys.map(([, name = '', way]) => {
    const order = ORDERS[name];
    if (!order) throw invalid('sort', `Cannot sort by field \`${name}\``);
    return way?.toLowerCase() === 'desc' ? (a: ShownRow, b: ShownRow) => order(b, a) : order;
  });
  return rows.toSorted((a, b) => orders.reduce((found, order) => found || order(a, b), 0));
}

type Kind = 'organization' | 'groups';
type KindView = (
  name: string,
  providers: ReadonlyMap<string, string>,
) => { readonly name: string; readonly title: string };

const orgView: KindView = (name, providers) => orgBrief(name === 'x00' ? null : name.toUpperCase(), providers);
const groupView: KindView = (name) => groupBrief(name);

async function listOf({ platform, params }: Question, kind: Kind, view: KindView) {
  const { rows } = await wholeCatalogue(platform);
  const providers = await providerNames(platform);
  const all = countFacet(rows, kind, -1, providers).sort((a, b) => (a.name < b.name ? -1 : 1));
  const wanted = listParam(params, kind === 'groups' ? 'groups' : 'organizations');
  const items = page(wanted ? all.filter(({ name }) => wanted.includes(name)) : all, params);
  if (!flagParam(params, 'all_fields')) return items.map(({ name }) => name);
  return items.map(({ name, count }) => ({
    ...view(name, providers),
    display_name: view(name, providers).title,
    package_count: count,
  }));
}

async function showKind({ platform, params, base }: Question, kind: Kind, view: KindView) {
  const id = idParam(params).toLowerCase();
  const { rows } = await wholeCatalogue(platform);
  const own = rows.filter((row) =>
    kind === 'groups' ? facetsOfRow(row, kind).includes(id) : orgName(row.provider_dept) === id,
  );
  if (own.length === 0) throw notFound();
  const providers = await providerNames(platform);
  const shown = flagParam(params, 'include_datasets') ? own.slice(0, 10) : [];
  const files = await filesOf(
    deskOf(platform).db,
    shown.map(({ release_id }) => release_id),
  );
  const found = view(id, providers);
  const packages = shown.map((row) =>
    packageView(
      row,
      files.filter(({ release_id }) => release_id === row.release_id),
      providers,
      base,
    ),
  );
  return {
    ...found,
    display_name: found.title,
    package_count: own.length,
    users: [],
    ...(packages.length > 0 && { packages }),
  };
}

function page<T>(items: readonly T[], params: Params): T[] {
  const offset = countParam(params, 'offset', 0, 1_000_000);
  return items.slice(offset, offset + countParam(params, 'limit', 1_000_000, 1_000_000));
}
