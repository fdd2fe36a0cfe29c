import type { Platform } from '#platform/module.ts';
import { isPeriodKey, type PeriodKey } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Actor } from '#platform/scope.ts';
import { mayRead, releaseOf, seesEmbargoed } from '../access.ts';
import type { PublicationEntry, PublicationList, PublicationQuery, PublishedIndicator } from '../contract.ts';
import { deskOf } from '../desk.ts';
import type { KnownIndicator } from '../known.ts';
import { countRegions } from '../olap/region-count.ts';
import { readBasis } from '../rules/basis.ts';
import type { Snapshot } from '../snapshot.ts';
import { filesOf } from '../sql/publication.ts';
import { listParts, listPublished, type PublishedRow } from '../sql/published.ts';
import type { IndicatorTables } from '../tables.ts';

type Part = IndicatorTables['indicators.publication_part'];

/** Indicators that an entry names. */
const MOST_NAMED = 10;

/**
 * What has been published, newest first: when, by whom, out of which file, of which indicators, places and periods. Of
 * indicators closed to the actor, and of periods under embargo, nothing is told.
 */
export async function publicationsOf(
  platform: Platform,
  actor: Actor,
  { indicator, before = null, limit }: Omit<PublicationQuery, 'before'> & { before?: number | null },
): Promise<PublicationList> {
  const { db, snapshot } = deskOf(platform);
  const world = await snapshot();
  const known = [...world.indicators.values()].filter(
    ({ code, current }) => (indicator === undefined || code === indicator) && mayRead(actor, current.definition),
  );
  const codes = known.map(({ code }) => code);
  const found = await listPublished(db, { indicators: codes, before, limit: limit + 1 });
  const page = found.slice(0, limit).map((row) => ({ ...row, no: Number(row.no) }));
  const numbers = page.map(({ no }) => no);
  const isOpen = openness(world, actor, platform.clock.now());
  const parts = (await listParts(db, numbers, codes)).filter((part) => isOpen(part));
  const batches = page.flatMap(({ sourceBatch }) => (sourceBatch === null ? [] : [sourceBatch]));
  const shown = [...new Set(parts.map((part) => part.indicator))];
  const [files, regions] = await Promise.all([
    filesOf(db, [...new Set(batches)]),
    countRegions(platform.olap, numbers, shown),
  ]);
  const groups = Map.groupBy(parts, ({ publication }) => Number(publication));
  const last = page.at(-1);
  return {
    publications: page.flatMap((row) => {
      const own = groups.get(row.no);
      const file = files.find(({ no }) => Number(no) === Number(row.sourceBatch));
      return own ? [entryOf(row, own, world, file, regions.get(row.no) ?? null)] : [];
    }),
    next: found.length > limit && last ? last.no : null,
  };
}

/** Whether an actor may know that a part has come. */
function openness({ indicators, releases }: Snapshot, actor: Actor, now: Date): (part: Part) => boolean {
  if (seesEmbargoed(actor)) return () => true;
  return ({ indicator, last_period: period }) => {
    const definition = indicators.get(indicator)?.current.definition;
    if (!definition || !isPeriodKey(period)) return definition !== undefined;
    const release = releaseOf(definition, period, releases);
    return release === null || release <= now.getTime();
  };
}

type File = Awaited<ReturnType<typeof filesOf>>[number];

function entryOf(
  row: PublishedRow,
  parts: readonly Part[],
  { indicators }: Snapshot,
  file: File | undefined,
  regions: number | null,
): PublicationEntry {
  const groups = [...Map.groupBy(parts, ({ indicator }) => indicator)];
  const named = groups.slice(0, MOST_NAMED).flatMap(([code, own]) => {
    const known = indicators.get(code);
    return known ? [describe(known, own)] : [];
  });
  return {
    no: row.no,
    source: row.source === 'binding' ? 'file' : row.source,
    publishedAt: row.publishedAt.toISOString(),
    by: file?.importedBy ?? row.by,
    state: row.isCurrent ? 'current' : 'superseded',
    rows: parts.reduce((sum, { rows }) => sum + Number(rows), 0),
    regions,
    indicators: named,
    indicatorsTotal: groups.length,
    file: file ? { name: file.fileName, hash: file.fileHash, sheet: file.sheetName, importId: file.importId } : null,
    resourceId: row.resourceId,
  };
}

const LEVELS = ['nation', 'province', 'city', 'county'] as const;

function describe({ code, current }: KnownIndicator, parts: readonly Part[]): PublishedIndicator {
  const { name, mergedJanFeb } = current.definition;
  const label = (part: Part, period: PeriodKey) => periodLabel(period, { basis: readBasis(part.basis), mergedJanFeb });
  const dated = parts.flatMap((part) =>
    isPeriodKey(part.first_period) && isPeriodKey(part.last_period)
      ? [{ part, first: part.first_period, last: part.last_period }]
      : [],
  );
  const first = dated.toSorted((a, b) => (a.first < b.first ? -1 : 1))[0];
  const last = dated.toSorted((a, b) => (a.last < b.last ? 1 : -1))[0];
  return {
    code,
    name,
    rows: parts.reduce((sum, { rows }) => sum + Number(rows), 0),
    first: first ? label(first.part, first.first) : '',
    last: last ? label(last.part, last.last) : '',
    levels: LEVELS.filter((level) => parts.some((part) => part.level === level)),
  };
}
