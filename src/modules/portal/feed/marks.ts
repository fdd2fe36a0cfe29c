import { FORMATS, tagsOf } from '../rules/format.ts';
import { licenceOf } from '../rules/licence.ts';
import type { FileRow } from '../sql/release.ts';
import type { ShownRow } from '../sql/shown.ts';
import { fileUrl } from '../views.ts';
import { describe, type SiteFacts } from './dcat.ts';

/** A dataset by schema.org, as search engines for data read it. */
export function schemaDataset(
  row: ShownRow,
  files: readonly FileRow[],
  about: { base: string; site: SiteFacts; provider: string | null },
) {
  const { base, site, provider } = about;
  const url = `${base}/open/dataset/${row.name}`;
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': url,
    url,
    name: row.title,
    description: describe(row),
    identifier: row.code,
    keywords: tagsOf(row.fields),
    license: `${base}/open/about#licence-${licenceOf(row.licence).id}`,
    isAccessibleForFree: true,
    inLanguage: 'zh-CN',
    version: String(row.version),
    datePublished: row.first_published_at.toISOString(),
    dateModified: row.published_at.toISOString(),
    ...(row.period_from && row.period_to && { temporalCoverage: `${row.period_from}/${row.period_to}` }),
    creator: { '@type': 'GovernmentOrganization', name: provider ?? site.publisher },
    publisher: { '@type': 'GovernmentOrganization', name: site.publisher },
    includedInDataCatalog: { '@type': 'DataCatalog', name: site.title, url: `${base}/open` },
    variableMeasured: row.fields
      .filter(({ role }) => role === 'measure')
      .map(({ name, unit }) => ({ '@type': 'PropertyValue', name, ...(unit && { unitText: unit }) })),
    distribution: files.map(({ format, bytes, hash }) => ({
      '@type': 'DataDownload',
      encodingFormat: FORMATS[format].media,
      contentUrl: base + fileUrl(row.name, row.version, format),
      contentSize: `${bytes} B`,
      sha256: hash,
    })),
  };
}
