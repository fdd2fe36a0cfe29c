import type { IndicatorHead, Row } from '#contract/indicators';
import { type Freshness, freshnessOf, makeCards, query } from '#module/indicators';
import { chinaDate } from '#platform/clock.ts';
import { platformErrors } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { type Domain, type Focus, NATION, type Place, type Screen, type ScreenQuery } from '../contract.ts';
import { exceptionsOf } from '../rules/exceptions.ts';
import { listBoards, listCards } from '../sql.ts';
import type { CockpitTables } from '../tables.ts';
import { ownerNames, placeOf } from './place.ts';
import { isOutside, startOf } from './start.ts';

/** Exceptions that a screen carries; the rest is counted. */
const MOST_EXCEPTIONS = 12;

type CardRow = Awaited<ReturnType<typeof listCards>>[number];

/**
 * One screen, whole: cards, exceptions, and the focus indicator over the children. The warehouse is asked once (twice
 * for a place without children, whose neighbours fill the map).
 * @throws {Refusal} `platform.not-found` for an unknown board or place, `indicators.out-of-scope`
 */
export async function makeScreen(
  platform: Platform,
  actor: Actor,
  board: string,
  asked: ScreenQuery,
): Promise<{ value: Screen; validUntil: number | null }> {
  const { cards, opensAt } = await boardOf(platform, board);
  const indicators = cards.map((card) => card.indicator);
  const { region, focus, period } = await startOf(platform, actor, { opensAt, indicators }, asked);
  const place = await placeOf(platform, region);
  const { asOf } = asked;
  const request = {
    region: place.region.code,
    indicators: [...new Set([...indicators, focus])],
    map: focus,
    period,
    asOf,
  };
  const [{ reply, validUntil }, owners, freshness] = await Promise.all([
    makeCards(platform, actor, request),
    ownerNames(platform),
    freshnessOf(platform, actor, place.region.code),
  ]);
  const heads = new Map(reply.heads.map((head) => [head.code, head]));
  const exceptions = exceptionsOf(reply.cards, asOf || isOutside(region) ? [] : freshness.overdue, {
    heads,
    owners,
    region: place.region.code,
    year: thisYear(platform),
  });
  const rows =
    place.children.length > 0 ? reply.map : await neighbours(platform, actor, place, focus, { period, asOf });
  const value: Screen = {
    board,
    place,
    at: platform.clock.now().toISOString(),
    asOf: asOf ?? null,
    demo: reply.demo,
    freshness: isOutside(region) ? NOTHING_DUE : countOf(freshness),
    exceptions: exceptions.slice(0, MOST_EXCEPTIONS),
    exceptionsTotal: exceptions.length,
    domains: domainsOf(cards, reply.cards),
    heads: reply.heads,
    owners: Object.fromEntries(reply.heads.map(({ ownerDept }) => [ownerDept, owners.get(ownerDept) ?? ownerDept])),
    focus: focusOf(heads.get(focus), reply.cards, rows, place, owners),
    version: reply.version,
  };
  return { value, validUntil };
}

/** Other provinces do not report to this one. */
const NOTHING_DUE = { expected: 0, arrived: 0, late: 0 };

const countOf = ({ expected, overdue }: Freshness) => ({
  expected,
  arrived: expected - overdue.length,
  late: overdue.length,
});

const thisYear = (platform: Platform): number => Number(chinaDate(platform.clock.now()).slice(0, 4));

/** @throws {Refusal} `platform.not-found` */
async function boardOf(platform: Platform, board: string): Promise<{ cards: CardRow[]; opensAt: string | null }> {
  const db = platform.db<CockpitTables>();
  const found = (await listBoards(db)).find(({ id }) => id === board);
  if (!found) throw platformErrors['not-found']({ what: `板块“${board}”` });
  return { cards: await listCards(db, board), opensAt: found.opens_at };
}

/** A place without children is seen among its neighbours. */
async function neighbours(
  platform: Platform,
  actor: Actor,
  place: Place,
  focus: string,
  { period, asOf }: ScreenQuery,
): Promise<Row[]> {
  const parent = aboveOf(place);
  if (parent === null) return [];
  const { rows } = await query(platform, actor, {
    indicators: [focus],
    regions: { childrenOf: parent },
    periods: period ? { keys: [period] } : { latest: true },
    operators: ['value', 'yoy', 'rank', 'rankChange', 'light'],
    asOf,
  });
  return rows;
}

/** Sections in the order of the board's cards; a card without any figure yet is left out, not shown as zero. */
function domainsOf(cards: readonly CardRow[], rows: readonly Row[]): Domain[] {
  const byCode = new Map(rows.map((row) => [row.indicator, row]));
  const sections = Map.groupBy(cards, (card) => card.section);
  return [...sections].map(([name, group]) => ({
    code: group[0]?.section_en ?? name,
    name,
    cards: group.flatMap((card) => byCode.get(card.indicator) ?? []),
  }));
}

function focusOf(
  head: IndicatorHead | undefined,
  cards: readonly Row[],
  rows: readonly Row[],
  place: Place,
  owners: ReadonlyMap<string, string>,
): Focus | null {
  if (!head) return null;
  return {
    head,
    ownerName: owners.get(head.ownerDept) ?? head.ownerDept,
    shows: 'level',
    own: cards.find((row) => row.indicator === head.code) ?? null,
    rows: [...rows],
    note: noteOf(rows),
    mapOf: mapOf(place),
  };
}

/** Why there is no ranking; nothing when some rank, whoever stands apart from it. */
function noteOf(rows: readonly Row[]): string | null {
  if (rows.length === 0) return '下级地区没有这项指标的数据。';
  if (rows.some((row) => row.rank && row.rank.rank !== null)) return null;
  return rows.find((row) => row.rank)?.rank?.words ?? null;
}

function mapOf(place: Place): string | null {
  if (place.children.length > 0) return place.region.code;
  return aboveOf(place);
}

/** The place whose children are the neighbours: of another province the nation, which stands on no way up. */
function aboveOf({ region, path }: Place): string | null {
  return path.at(-2)?.code ?? (region.level === 'province' ? NATION : null);
}
