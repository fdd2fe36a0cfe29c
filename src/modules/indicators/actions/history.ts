import { regionsOf } from '#module/identity';
import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Basis } from '#platform/period/basis.ts';
import type { PeriodKey } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Actor } from '#platform/scope.ts';
import { mayReadPlace, releaseOf, seesEmbargoed } from '../access.ts';
import type { CellQuery, HistoryReply, SourcePlace, Vintage } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import type { KnownIndicator } from '../known.ts';
import { readVintages, type VintageRow } from '../olap/read.ts';
import { describeConversion } from '../rules/conversion.ts';
import { filesOf, sourcesOf } from '../sql/publication.ts';
import type { Db } from '../tables.ts';
import { knownIndicator } from './definition-list.ts';

/**
 * Every vintage of one figure, newest first, with where it came from. What an actor may not see yet has no history.
 * @throws {Refusal} `unknown-indicator`, `unknown-region`, `not-permitted`, `out-of-scope`
 */
export async function historyOf(
  platform: Platform,
  actor: Actor,
  code: string,
  query: CellQuery & { period: PeriodKey },
): Promise<HistoryReply> {
  const known = await knownIndicator(platform, actor, code);
  await checkPlace(platform, actor, query.region);
  await recordRestricted(platform, actor, known, query.region);
  const { basis, unit, mergedJanFeb } = known.current.definition;
  return {
    indicator: code,
    region: query.region,
    period: query.period,
    periodLabel: periodLabel(query.period, { basis, mergedJanFeb }),
    basis,
    unit,
    vintages: await vintagesOf(platform, actor, known, { ...query, basis }),
  };
}

/** Looking at a restricted indicator (工作秘密) is on record. */
export async function recordRestricted(
  platform: Platform,
  actor: Actor,
  { code, current }: KnownIndicator,
  region: string,
): Promise<void> {
  if (current.definition.secrecy !== 'restricted') return;
  const entry = { action: 'indicators.read-restricted', subject: { kind: 'definition', id: code }, detail: { region } };
  await deskOf(platform)
    .db.transaction()
    .execute((tx) => audit(tx, platform.clock, actor, entry));
}

/** @throws {Refusal} `unknown-region`, `out-of-scope` */
export async function checkPlace(platform: Platform, actor: Actor, region: string): Promise<void> {
  const regions = await regionsOf(platform);
  const division = regions.get(region);
  if (!division) throw indicatorErrors['unknown-region']({ code: region });
  if (!mayReadPlace(actor, regions, region)) throw indicatorErrors['out-of-scope']({ name: division.shortName });
}

/** The vintages of a figure, newest first; those that came after `asOf` are left out. */
export async function vintagesOf(
  platform: Platform,
  actor: Actor,
  known: KnownIndicator,
  { region, period, basis, asOf }: CellQuery & { period: PeriodKey; basis: Basis },
): Promise<Vintage[]> {
  const desk = deskOf(platform);
  const { lastPublication, hidden, releases } = await desk.snapshot();
  const release = releaseOf(known.current.definition, period, releases);
  const isHeld = release !== null && release > platform.clock.now().getTime();
  if (isHeld && !seesEmbargoed(actor)) return [];
  const of = { indicator: known.code, region, basis, periods: [period] };
  const rows = await readVintages(platform.olap, of, {
    lastPublication,
    hidden,
    asOf: asOf ? new Date(asOf) : null,
  });
  const numbers = [...new Set(rows.map(({ publication }) => publication))];
  const sources = await sourcesByNumber(desk.db, numbers);
  const current = rows.findLast(({ value }) => value !== null) ?? rows.at(-1);
  return rows.toReversed().map((row) => ({
    value: row.value,
    growth: row.growth,
    stage: row.stage,
    mark: row.mark,
    at: row.at.toISOString(),
    publication: row.publication,
    current: row === current,
    source: sourcePlace(row, sources.get(row.publication)),
  }));
}

type Source = Awaited<ReturnType<typeof sourcesOf>>[number] & {
  readonly file: Awaited<ReturnType<typeof filesOf>>[number] | undefined;
};

async function sourcesByNumber(db: Db, numbers: readonly number[]): Promise<Map<number, Source>> {
  const sources = await sourcesOf(db, numbers);
  const batches = sources.flatMap(({ sourceBatch }) => (sourceBatch === null ? [] : [sourceBatch]));
  const files = new Map((await filesOf(db, [...new Set(batches)])).map((file) => [file.no, file]));
  return new Map(sources.map((source) => [source.no, { ...source, file: files.get(source.sourceBatch ?? -1) }]));
}

const TITLES: Readonly<Record<Source['source'], string>> = {
  binding: '导入文件',
  filing: '在线填报',
  system: '系统写入',
  demo: '演示数据',
};

/** Where a figure stands in its source: file, sheet and row, or who filed it. */
function sourcePlace({ row }: VintageRow, source: Source | undefined): SourcePlace {
  if (!source) return { kind: 'system', title: '来源记录缺失', by: '' };
  const base = { title: TITLES[source.source], by: source.file?.importedBy ?? source.by };
  if (source.source !== 'binding') return { kind: source.source, ...base };
  return { kind: 'file', ...base, ...filePlace(source), ...(row > 0 ? { row } : {}) };
}

function filePlace(source: Source): Partial<SourcePlace> {
  const { file, resourceId, measureName, unitFrom, unitTo } = source;
  return {
    ...(file
      ? { fileName: file.fileName, fileHash: file.fileHash, sheet: file.sheetName, importId: file.importId }
      : {}),
    ...(resourceId ? { resourceId } : {}),
    ...(measureName ? { measure: measureName } : {}),
    ...(unitFrom && unitTo && unitFrom !== unitTo ? { conversion: describeConversion(unitFrom, unitTo).words } : {}),
  };
}
