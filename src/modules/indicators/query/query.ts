import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { QueryReply, QueryRequest } from '../contract.ts';
import { indicatorErrors } from '../errors.ts';
import type { Made } from './cache.ts';
import { answer, headsOf, openWorld, versionText } from './engine.ts';
import { type Ask, resolveRequest } from './resolve.ts';
import { rowOptions } from './row.ts';
import { nameOf, type World } from './world.ts';

/** Rows in one reply. */
export const MOST_ROWS = 20_000;

/**
 * Answer a query: one statement to the warehouse whatever the number of indicators, regions and operators. Parts that
 * have no answer stand among the refusals; figures that the actor may not see are not read at all.
 * @throws {Refusal} `indicators.too-many-rows`
 */
export async function query(platform: Platform, actor: Actor, request: QueryRequest): Promise<QueryReply> {
  const world = await openWorld(platform, actor, request.asOf ? new Date(request.asOf) : null, request.indicators);
  return answerQuery(platform, world, request);
}

/** The same, with how long the answer holds, for the cache. */
export async function makeReply(platform: Platform, actor: Actor, request: QueryRequest): Promise<Made> {
  const world = await openWorld(platform, actor, request.asOf ? new Date(request.asOf) : null, request.indicators);
  return { value: await answerQuery(platform, world, request), validUntil: world.turns.next };
}

async function answerQuery(platform: Platform, world: World, request: QueryRequest): Promise<QueryReply> {
  const { asks, regions, refusals } = resolveRequest(world, request);
  refuseTooMany(asks);
  const [rows = []] = await answer(platform, world, [{ asks, options: rowOptions(request) }]);
  return {
    indicators: headsOf(asks),
    regions: regions.map((code) => ({ code, name: nameOf(world, code) })),
    rows,
    refusals: [...refusals],
    version: versionText(world),
  };
}

function refuseTooMany(asks: readonly Ask[]): void {
  const asked = asks.reduce((sum, { regions, periods }) => sum + regions.length * periods.length, 0);
  if (asked > MOST_ROWS) throw indicatorErrors['too-many-rows']({ asked, most: MOST_ROWS });
}
