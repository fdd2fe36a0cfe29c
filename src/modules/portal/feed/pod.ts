import { FORMATS, tagsOf } from '../rules/format.ts';
import { themeName } from '../rules/theme.ts';
import { fileUrl } from '../views.ts';
import { describe, type FeedSource } from './dcat.ts';

const PERIODS: Readonly<Record<string, string>> = {
  realtime: 'R/PT1S',
  day: 'R/P1D',
  week: 'R/P1W',
  month: 'R/P1M',
  quarter: 'R/P3M',
  half: 'R/P6M',
  year: 'R/P1Y',
};

/** The catalogue by Project Open Data 1.1 (resources.data.gov/schemas/dcat-us/v1.1), without its codes of US bureaus. */
export function podCatalogue({ base, site, rows, files, providers }: FeedSource) {
  return {
    '@context': 'https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld',
    '@id': `${base}/data.json`,
    '@type': 'dcat:Catalog',
    conformsTo: 'https://project-open-data.cio.gov/v1.1/schema',
    describedBy: 'https://project-open-data.cio.gov/v1.1/schema/catalog.json',
    dataset: rows.map((row) => ({
      '@type': 'dcat:Dataset',
      identifier: row.code,
      title: row.title,
      description: describe(row),
      keyword: [...new Set([themeName(row.theme), ...tagsOf(row.fields)])],
      theme: [themeName(row.theme)],
      issued: row.first_published_at.toISOString(),
      modified: row.published_at.toISOString(),
      accrualPeriodicity: PERIODS[row.update_cycle] ?? 'irregular',
      accessLevel: 'public',
      license: `${base}/open/about`,
      landingPage: `${base}/open/dataset/${row.name}`,
      language: ['zh'],
      publisher: { '@type': 'org:Organization', name: providers.get(row.provider_dept ?? '') ?? site.publisher },
      contactPoint: {
        '@type': 'vcard:Contact',
        fn: site.publisher,
        ...(site.email !== '' && { hasEmail: `mailto:${site.email}` }),
      },
      ...(row.period_from && row.period_to && { temporal: `${row.period_from}/${row.period_to}` }),
      distribution: (files.get(row.release_id) ?? []).map(({ format }) => ({
        '@type': 'dcat:Distribution',
        title: `${row.title}（${FORMATS[format].name}）`,
        downloadURL: base + fileUrl(row.name, row.version, format),
        mediaType: FORMATS[format].media,
        format: FORMATS[format].name,
      })),
    })),
  };
}
