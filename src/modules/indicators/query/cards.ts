import type { Platform } from '#platform/module.ts';
import { endOf, type PeriodKey } from '#platform/period/key.ts';
import type { Actor } from '#platform/scope.ts';
import { mayReadPlace } from '../access.ts';
import type { CardReply, CardRequest, Overdue } from '../contract/card.ts';
import type { Operator, QueryRefusal } from '../contract.ts';
import { indicatorErrors } from '../errors.ts';
import type { KnownIndicator } from '../known.ts';
import { dueDate, latestDue } from '../rules/availability.ts';
import type { Made } from './cache.ts';
import { type AskGroup, answer, headsOf, openWorld, versionText } from './engine.ts';
import { type Ask, basisOf, findIndicator, newestOpen } from './resolve.ts';
import { levelOf, nameOf, type World } from './world.ts';

const CARD: ReadonlySet<Operator> = new Set(['value', 'yoy', 'progress', 'rank', 'rankChange', 'trend', 'light']);
const ON_MAP: ReadonlySet<Operator> = new Set(['value', 'yoy', 'rank', 'rankChange', 'light']);
/** Months of a sparkline. */
const TREND = 24;

/**
 * The cards of a place and, for one indicator, its children: one statement to the warehouse for all of it.
 * @throws {Refusal} `indicators.unknown-region`, `indicators.out-of-scope`
 */
export async function cardData(platform: Platform, actor: Actor, request: CardRequest): Promise<CardReply> {
  return (await makeCards(platform, actor, request)).reply;
}

/** The same, with how long it holds, for the cache. */
export async function makeCardReply(platform: Platform, actor: Actor, request: CardRequest): Promise<Made> {
  const { reply, validUntil } = await makeCards(platform, actor, request);
  return { value: reply, validUntil };
}

/** The cards, and the instant (ms) until which they hold: for screens that are made from them and cached in turn. */
export async function makeCards(
  platform: Platform,
  actor: Actor,
  request: CardRequest,
): Promise<{ reply: CardReply; validUntil: number | null }> {
  const world = await openWorld(platform, actor, request.asOf ? new Date(request.asOf) : null, [
    ...request.indicators,
    ...(request.map ? [request.map] : []),
  ]);
  checkRegion(world, request.region);
  const refusals: QueryRefusal[] = [];
  const indicators = request.indicators.flatMap((code) => findIndicator(world, code, refusals) ?? []);
  const upTo = request.period ? endOf(request.period) : undefined;
  const asks = indicators.flatMap((indicator) => askOf(world, indicator, [request.region], upTo, refusals) ?? []);
  const mapAsk = askMap(world, request, upTo, refusals);
  const groups: AskGroup[] = [
    { asks, options: { operators: CARD, rankBy: undefined, trendLength: TREND } },
    { asks: mapAsk ? [mapAsk] : [], options: { operators: ON_MAP, rankBy: undefined, trendLength: TREND } },
  ];
  const [cards = [], map = []] = await answer(platform, world, groups);
  const arrived = new Set(cards.filter((row) => row.value !== null).map((row) => `${row.indicator} ${row.period}`));
  const reply: CardReply = {
    region: request.region,
    cards,
    map,
    heads: headsOf([...asks, ...(mapAsk ? [mapAsk] : [])]),
    overdue: indicators.flatMap((indicator) => overdueOf(world, indicator, request.region, arrived) ?? []),
    expected: indicators.filter((indicator) => isCollectedIn(world, indicator, request.region)).length,
    refusals,
    demo: world.snapshot.demo,
    version: versionText(world),
  };
  return { reply, validUntil: world.turns.next };
}

function checkRegion(world: World, region: string): void {
  if (!world.regions.get(region)) throw indicatorErrors['unknown-region']({ code: region });
  if (mayReadPlace(world.actor, world.regions, region)) return;
  throw indicatorErrors['out-of-scope']({ name: nameOf(world, region) });
}

/** The newest figure of an indicator in some regions of one level. */
function askOf(
  world: World,
  indicator: KnownIndicator,
  regions: readonly string[],
  upTo: string | undefined,
  refusals: QueryRefusal[],
): Ask | null {
  const { definition } = indicator.current;
  const level = levelOf(world, regions[0] ?? '');
  const period = newestOpen(world, indicator, level, upTo);
  if (period) return { indicator, basis: basisOf(world, indicator, level, period), regions, level, periods: [period] };
  const collected = level !== 'nation' && definition.levels.includes(level);
  refusals.push({
    code: collected ? 'nothing-yet' : 'level-not-collected',
    message: collected ? `“${definition.name}”还没有数据` : `“${definition.name}”在这一级没有数据`,
    indicator: indicator.code,
  });
  return null;
}

function askMap(world: World, request: CardRequest, upTo: string | undefined, refusals: QueryRefusal[]): Ask | null {
  if (!request.map) return null;
  const indicator = findIndicator(world, request.map, refusals);
  const children = world.regions
    .childrenOf(request.region)
    .map(({ code }) => code)
    .filter((code) => mayReadPlace(world.actor, world.regions, code));
  return indicator && children.length > 0 ? askOf(world, indicator, children, upTo, refusals) : null;
}

function isCollectedIn(world: World, indicator: KnownIndicator, region: string): boolean {
  const level = levelOf(world, region);
  return level !== 'nation' && indicator.current.definition.levels.includes(level);
}

/** What is late: the newest due period has not come for the region (its own row) or for its level. */
function overdueOf(
  world: World,
  indicator: KnownIndicator,
  region: string,
  arrived: ReadonlySet<string>,
): Overdue | null {
  if (!isCollectedIn(world, indicator, region)) return null;
  const { definition } = indicator.current;
  const due: PeriodKey = latestDue(definition, world.today);
  const newest = newestOpen(world, indicator, levelOf(world, region));
  const hasCome = newest !== null && newest >= due && (newest > due || arrived.has(`${indicator.code} ${newest}`));
  return hasCome ? null : { indicator: indicator.code, period: due, dueDate: dueDate(due, definition) };
}
