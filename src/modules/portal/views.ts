import { departmentsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import { type Dataset, type Facets, LICENCES, type ReleaseFile } from './contract.ts';
import { isTheme, themeName } from './rules/theme.ts';
import type { FileRow } from './sql/release.ts';
import type { FacetName, FacetRow, ShownRow } from './sql/shown.ts';

/** Names of departments by their codes. */
export async function providerNames(platform: Platform): Promise<ReadonlyMap<string, string>> {
  return new Map((await departmentsOf(platform)).map(({ code, name }) => [code, name]));
}

/** A dataset as the public reads it. */
export function datasetView(row: ShownRow, providers: ReadonlyMap<string, string>, now: Date): Dataset {
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    title: row.title,
    summary: row.summary,
    providerDept: row.provider_dept,
    providerName: row.provider_dept === null ? null : (providers.get(row.provider_dept) ?? null),
    theme: isTheme(row.theme) ? row.theme : 'other',
    licence: LICENCES.find((licence) => licence === row.licence) ?? 'open',
    updateCycle: row.update_cycle,
    openingType: row.opening_type,
    formats: [...row.formats],
    rows: row.rows,
    fields: [...row.fields],
    version: row.version,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    firstPublishedAt: row.first_published_at.toISOString(),
    publishedAt: row.published_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    overdue: row.due_at !== null && row.due_at < now,
    demo: row.demo,
  };
}

const CYCLE_WORDS: Readonly<Record<string, string>> = {
  unknown: '不定期',
  realtime: '实时',
  day: '每日',
  week: '每周',
  month: '每月',
  quarter: '每季',
  half: '每半年',
  year: '每年',
};

/** The Chinese name of a value of a facet. */
export function facetLabel(facet: FacetName, value: string, providers: ReadonlyMap<string, string>): string {
  if (facet === 'theme') return themeName(value);
  if (facet === 'provider') return providers.get(value) ?? '未指明';
  return facet === 'cycle' ? (CYCLE_WORDS[value] ?? value) : value.toUpperCase();
}

export function facetsView(rows: readonly FacetRow[], providers: ReadonlyMap<string, string>): Facets {
  const of = (facet: FacetName) =>
    rows
      .filter((row) => row.facet === facet)
      .map(({ value, count }) => ({ value, label: facetLabel(facet, value, providers), count }));
  return { theme: of('theme'), provider: of('provider'), format: of('format'), cycle: of('cycle') };
}

/** Where a file of a version is fetched. */
export function fileUrl(name: string, version: number, format: string): string {
  return `/open/files/${name}/v${version}.${format}`;
}

export function fileView(file: FileRow, name: string, version: number): ReleaseFile {
  const { format, bytes, hash, downloads } = file;
  return { format, bytes, hash, downloads, url: fileUrl(name, version, format) };
}
