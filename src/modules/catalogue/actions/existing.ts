import { departmentsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import { convertUnit } from '#platform/unit.ts';
import type { CollectionAsk, CollectionCheck, Existing } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { exceptionsOf } from '../sql/exception.ts';
import { type Match, matchesOf } from '../sql/law.ts';

const MOST = 500;

/**
 * Which published, shared resources hold the asked items already, compared by normalised name, synonyms and unit (units
 * that convert into each other are the same item). Those with most of the asked items stand first.
 * What is in the catalogue may not be collected again: 政务信息资源共享管理暂行办法 (国发〔2016〕51号) art. 12; 政务数据共享条例 (2025).
 */
export async function findExisting(platform: Platform, ask: Pick<CollectionAsk, 'items'>): Promise<Existing[]> {
  const matches = await matchesOf(
    deskOf(platform).db,
    ask.items.map(({ name }) => name),
    MOST,
  );
  const departments = await departmentsOf(platform);
  const same = matches.filter((match) => isSameUnit(ask.items[match.ask]?.unit ?? null, match.unit));
  const found = [...Map.groupBy(same, ({ resourceId }) => resourceId).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { resourceId, code, title, providerDept, sharingType, isMounted } = first;
    const providerName = departments.find((one) => one.code === providerDept)?.name ?? null;
    const items = group.map((match) => itemOf(match, ask));
    return [{ resourceId, code, title, providerDept, providerName, sharingType, isMounted, items }];
  });
  return found.sort((a, b) => b.items.length - a.items.length);
}

function itemOf({ ask: at, seq, name, unit, isKey }: Match, { items }: Pick<CollectionAsk, 'items'>) {
  return { asked: items[at]?.name ?? '', seq, name, unit, isKey };
}

function isSameUnit(asked: string | null, has: string | null): boolean {
  return asked === null || has === null || asked === has || convertUnit(1, asked, has).ok;
}

/** Whether a collection may ask for these items: what is there already and not excepted blocks it. */
export async function checkCollection(platform: Platform, ask: CollectionAsk): Promise<CollectionCheck> {
  const [existing, exceptions] = await Promise.all([
    findExisting(platform, ask),
    ask.collection === undefined ? [] : exceptionsOf(deskOf(platform).db, ask.collection, 100),
  ]);
  const granted = new Set(exceptions.filter(({ state }) => state === 'approved').flatMap(({ items }) => items));
  const there = existing.flatMap(({ items }) => items.filter(({ isKey }) => !isKey).map(({ asked }) => asked));
  const names = [...new Set(there)];
  const blocked = names.filter((name) => !granted.has(name));
  return { mayCollect: blocked.length === 0, blocked, excepted: names.filter((name) => granted.has(name)), existing };
}

/**
 * Let a collection through or stop it; for the modules that collect.
 * @throws {Refusal} `catalogue.already-there` naming the items and the resource that holds them
 */
export async function demandUncollected(platform: Platform, ask: CollectionAsk): Promise<void> {
  const { mayCollect, blocked, existing } = await checkCollection(platform, ask);
  if (mayCollect) return;
  const holder = existing.find(({ items }) => items.some(({ asked }) => blocked.includes(asked)));
  throw catalogueErrors['already-there']({ items: blocked.slice(0, 10).join('、'), title: holder?.title ?? '' });
}
