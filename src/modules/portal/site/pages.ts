import type { Platform } from '#platform/module.ts';
import { wholeCatalogue } from '../actions/catalogue.ts';
import { siteFacts } from '../actions/site.ts';
import { deskOf } from '../desk.ts';
import { describe, type SiteFacts } from '../feed/dcat.ts';
import { schemaDataset } from '../feed/marks.ts';
import { FORMATS } from '../rules/format.ts';
import { filesOf } from '../sql/release.ts';
import { oneShown, type ShownRow } from '../sql/shown.ts';
import { fileUrl, providerNames } from '../views.ts';
import { html, type PageWords } from './page.ts';

/** Pages of the site that are no dataset, by their path. */
const PAGES: Readonly<Record<string, string>> = {
  '/open/datasets': '查找数据',
  '/open/request': '数据需求',
  '/open/co': '共创',
  '/open/keys': '开发者',
  '/open/about': '使用说明',
};

/** The words of the page at a path; a dataset that is not there says so, with status 404. */
export async function wordsOf(platform: Platform, path: string, base: string): Promise<PageWords> {
  const site = await siteFacts(platform);
  const dataset = /^\/open\/dataset\/([^/]{1,64})$/.exec(path)?.[1];
  if (dataset !== undefined) return datasetWords(platform, decoded(dataset), base, site);
  const name = PAGES[path];
  if (path !== '/open' && path !== '/open/' && name === undefined) return lostWords(base, site);
  const { rows } = await wholeCatalogue(platform);
  const links = rows
    .slice(0, 50)
    .map((row) => `<li><a href="/open/dataset/${html(row.name)}">${html(row.title)}</a></li>`);
  return {
    title: name === undefined ? site.title : `${name} · ${site.title}`,
    description: site.description,
    canonical: base + (name === undefined ? '/open' : path),
    marks: name === undefined ? catalogueMarks(base, site) : null,
    content: `<h1>${html(name ?? site.title)}</h1><p>${html(site.description)}</p><ul>${links.join('')}</ul>`,
    status: 200,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function datasetWords(platform: Platform, key: string, base: string, site: SiteFacts): Promise<PageWords> {
  const { db } = deskOf(platform);
  const row = await oneShown(db, key);
  if (!row) return lostWords(base, site);
  const files = await filesOf(db, [row.release_id]);
  const provider = (await providerNames(platform)).get(row.provider_dept ?? '') ?? null;
  return {
    title: `${row.title} · ${site.title}`,
    description: describe(row).slice(0, 200),
    canonical: `${base}/open/dataset/${row.name}`,
    marks: schemaDataset(row, files, { base, site, provider }),
    content: datasetContent(row, provider),
    status: 200,
  };
}

function datasetContent(row: ShownRow, provider: string | null): string {
  const downloads = row.formats.map(
    (format) => `<li><a href="${html(fileUrl(row.name, row.version, format))}">${FORMATS[format].name}</a></li>`,
  );
  const fields = row.fields.map(({ name, note }) => `<li>${html(name)} ${html(note)}</li>`);
  const facts = `${html(provider ?? '')} ${row.published_at.toISOString().slice(0, 10)}`;
  return `<h1>${html(row.title)}</h1><p>${html(describe(row))}</p><p>${facts}</p><ul>${downloads.join('')}</ul><ul>${fields.join('')}</ul>`;
}

function catalogueMarks(base: string, site: SiteFacts) {
  return {
    '@context': 'https://schema.org/',
    '@type': 'DataCatalog',
    name: site.title,
    description: site.description,
    url: `${base}/open`,
    publisher: { '@type': 'GovernmentOrganization', name: site.publisher },
  };
}

function lostWords(base: string, site: SiteFacts): PageWords {
  const title = `没有这个页面 · ${site.title}`;
  const content = '<h1>没有这个页面</h1><p><a href="/open">返回首页</a></p>';
  return { title, description: site.description, canonical: `${base}/open`, marks: null, content, status: 404 };
}
