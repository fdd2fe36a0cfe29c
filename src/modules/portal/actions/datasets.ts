import type { Platform } from '#platform/module.ts';
import type { ChartData, DatasetDetail, DatasetList, DatasetQuery, PortalHome } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { chartRows, countRowsBy, type Point, readRows } from '../olap/rows.ts';
import { tableOf } from '../olap/snapshot.ts';
import { planChart } from '../rules/chart.ts';
import { promiseRecord } from '../rules/promise.ts';
import { applicationsUsing, countApplications } from '../sql/cocreate.ts';
import { filesOf, publishedVersions } from '../sql/release.ts';
import {
  facetsOf,
  findShown,
  NO_FILTER,
  oneShown,
  type ShownFilter,
  type ShownRow,
  totalsShown,
} from '../sql/shown.ts';
import { ratingOf } from '../sql/voice.ts';
import { datasetView, facetsView, fileView, providerNames } from '../views.ts';

/** Words of a search: at most eight, of letters, digits and Chinese. */
export function wordsOf(text: string | undefined): string[] {
  return (text ?? '').normalize('NFKC').split(/\s+/).filter(Boolean).slice(0, 8);
}

/** Datasets that fit a search, with facets over all that fit. */
export async function listDatasets(platform: Platform, query: DatasetQuery): Promise<DatasetList> {
  const { db } = deskOf(platform);
  const filter: ShownFilter = {
    words: wordsOf(query.q),
    theme: query.theme || null,
    provider: query.provider || null,
    format: query.format || null,
    cycle: query.cycle || null,
  };
  const { page = 1, size = 20, sort = 'relevance' } = query;
  const [found, facets, providers] = await Promise.all([
    findShown(db, filter, { order: sort, limit: size, offset: (page - 1) * size }),
    facetsOf(db, filter),
    providerNames(platform),
  ]);
  const now = platform.clock.now();
  return {
    total: found.total,
    datasets: found.rows.map((row) => datasetView(row, providers, now)),
    facets: facetsView(facets, providers),
  };
}

/** What the first page shows. */
export async function portalHome(platform: Platform): Promise<PortalHome> {
  const { db } = deskOf(platform);
  const [totals, facets, newest, providers, applications] = await Promise.all([
    totalsShown(db),
    facetsOf(db, NO_FILTER),
    findShown(db, NO_FILTER, { order: 'updated', limit: 6, offset: 0 }),
    providerNames(platform),
    countApplications(db),
  ]);
  const now = platform.clock.now();
  return {
    ...totals,
    applications,
    facets: facetsView(facets, providers),
    newest: newest.rows.map((row) => datasetView(row, providers, now)),
    demo: newest.rows.some(({ demo }) => demo),
  };
}

/**
 * A dataset by its id or name, if it may be shown at this moment.
 * @throws {Refusal} `portal.no-such-dataset`
 */
export async function mustShow(platform: Platform, key: string): Promise<ShownRow> {
  const row = await oneShown(deskOf(platform).db, key);
  if (!row) throw portalErrors['no-such-dataset']({});
  return row;
}

const PREVIEW = 50;

/** The page of a dataset. @throws {Refusal} `portal.no-such-dataset` */
export async function datasetDetail(platform: Platform, key: string): Promise<DatasetDetail> {
  const { db } = deskOf(platform);
  const row = await mustShow(platform, key);
  const columns = row.fields.map((_, i) => i);
  const table = tableOf(row.release_id);
  const question = { table, columns, conditions: [], text: null, sort: [], limit: PREVIEW, offset: 0 };
  const [files, versions, preview, chart, rating, applications, providers] = await Promise.all([
    filesOf(db, [row.release_id]),
    publishedVersions(db, row.id),
    readRows(platform.olap, question),
    chartOf(platform, row),
    ratingOf(db, row.id),
    applicationsUsing(db, row.id),
    providerNames(platform),
  ]);
  return {
    dataset: datasetView(row, providers, platform.clock.now()),
    files: files.map((file) => fileView(file, row.name, row.version)),
    releases: promiseRecord(
      versions.flatMap(({ version, rows, published_at: publishedAt, due_at: dueAt }) =>
        publishedAt === null ? [] : [{ version, rows, publishedAt, dueAt }],
      ),
    ),
    preview: { names: row.fields.map(({ name }) => name), rows: preview.rows },
    chart,
    rating,
    applications: applications.map(({ id, title, team, url }) => ({ id, title, team, url })),
  };
}

async function chartOf(platform: Platform, row: ShownRow): Promise<ChartData | null> {
  const plan = planChart(row.fields);
  const table = tableOf(row.release_id);
  const [category, measure] = plan ? [row.fields[plan.category], row.fields[plan.measure]] : [];
  if (!plan || !category || !measure) return null;
  const { held, points } = await chartRows(platform.olap, table, plan);
  if (points.length >= 2) {
    const title = held === null ? measure.name : `${held} · ${measure.name}`;
    return { kind: plan.kind, title, unit: measure.unit ?? '', category: category.name, ...series(points) };
  }
  const counts = await countRowsBy(platform.olap, table, plan.category);
  if (counts.length < 2) return null;
  return { kind: 'bar', title: `${category.name} · 行数`, unit: '行', category: category.name, ...series(counts) };
}

function series(points: readonly Point[]) {
  return { labels: points.map(({ label }) => label), values: points.map(({ value }) => value) };
}
