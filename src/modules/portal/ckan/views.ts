import { FORMATS, fileId, tagsOf } from '../rules/format.ts';
import { licenceOf } from '../rules/licence.ts';
import { themeName } from '../rules/theme.ts';
import type { FileRow } from '../sql/release.ts';
import type { ShownRow } from '../sql/shown.ts';
import { fileUrl } from '../views.ts';
import { orgName } from './facets.ts';

/** CKAN writes moments in UTC without a zone. */
const ckanTime = (at: Date): string => at.toISOString().replace('Z', '000');

/** Where the site stands: `https://host`. */
export type Base = string;

/** A dataset as CKAN's `package_show` gives it. */
export function packageView(
  row: ShownRow,
  files: readonly FileRow[],
  providers: ReadonlyMap<string, string>,
  base: Base,
) {
  const licence = licenceOf(row.licence);
  const tags = tagsOf(row.fields);
  const resources = files.map((file, position) => resourceView(row, file, position, base));
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    notes: row.summary,
    type: 'dataset',
    state: 'active',
    private: false,
    isopen: licence.isOpen,
    license_id: licence.id,
    license_title: licence.title,
    license_url: `${base}/open/about`,
    author: providers.get(row.provider_dept ?? '') ?? '',
    author_email: '',
    maintainer: '',
    maintainer_email: '',
    creator_user_id: null,
    url: `${base}/open/dataset/${row.name}`,
    version: String(row.version),
    metadata_created: ckanTime(row.first_published_at),
    metadata_modified: ckanTime(row.published_at),
    num_resources: resources.length,
    num_tags: tags.length,
    owner_org: orgName(row.provider_dept),
    organization: orgBrief(row.provider_dept, providers),
    groups: [groupBrief(row.theme)],
    tags: tags.map(tagView),
    extras: extrasOf(row),
    resources,
    relationships_as_subject: [],
    relationships_as_object: [],
  };
}

function extrasOf(row: ShownRow): { key: string; value: string }[] {
  const extras: Readonly<Record<string, string | null>> = {
    code: row.code,
    frequency: row.update_cycle,
    opening_type: row.opening_type,
    opening_condition: row.opening_condition || null,
    temporal_start: row.period_from,
    temporal_end: row.period_to,
    next_update: row.due_at?.toISOString() ?? null,
    rows: String(row.rows),
    notice: row.demo ? '演示数据' : null,
  };
  return Object.entries(extras).flatMap(([key, value]) => (value === null ? [] : [{ key, value }]));
}

/** A file of a dataset as CKAN's `resource_show` gives it. */
export function resourceView(row: ShownRow, file: FileRow, position: number, base: Base) {
  const { name, media } = FORMATS[file.format];
  return {
    id: fileId(row.id, file.format),
    package_id: row.id,
    name: `${row.title}（${name}）`,
    description: `第 ${row.version} 版，${row.rows} 行`,
    format: name,
    mimetype: media,
    mimetype_inner: null,
    url: base + fileUrl(row.name, row.version, file.format),
    url_type: null,
    resource_type: null,
    size: file.bytes,
    hash: `sha256:${file.hash}`,
    position,
    state: 'active',
    created: ckanTime(row.first_published_at),
    last_modified: ckanTime(row.published_at),
    metadata_modified: ckanTime(row.published_at),
    cache_url: null,
    cache_last_updated: null,
    datastore_active: true,
  };
}

export function orgBrief(dept: string | null, providers: ReadonlyMap<string, string>) {
  const name = orgName(dept);
  const title = providers.get(dept ?? '') ?? '未指明';
  return {
    id: name,
    name,
    title,
    type: 'organization',
    description: '',
    image_url: '',
    created: '1970-01-01T00:00:00.000000',
    is_organization: true,
    approval_status: 'approved',
    state: 'active',
  };
}

export function groupBrief(theme: string) {
  const title = themeName(theme);
  return { id: theme, name: theme, title, display_name: title, description: '', image_display_url: '' };
}

export function tagView(name: string) {
  return { id: name, name, display_name: name, state: 'active', vocabulary_id: null };
}
