import { openDataset } from '#module/ingest';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { RequestDraft } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { settledMasks, termsFaults } from '../rules/terms.ts';
import { nextDay } from '../rules/timer.ts';
import { actsFor, type Unit, unitsOf } from '../rules/unit.ts';
import type { TermsRow } from '../sql/request.ts';
import { type SharedItem, type SharedResource, sharedItems, sharedResource } from '../sql/resource.ts';

/** Terms that hold together, with what they rest on. */
export interface CheckedTerms extends TermsRow {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly sharingType: 'free' | 'conditional';
  readonly isMounted: boolean;
  readonly isDemo: boolean;
}

const LONGEST_YEARS = 5;

/**
 * Look whether a request may be made at all: a resource that is shared, items of it, a filter that fits, a unit that is
 * the reader's own and not the provider's, a period.
 * @throws {Refusal} what of this does not hold
 */
export async function checkTerms(platform: Platform, actor: Actor, draft: RequestDraft): Promise<CheckedTerms> {
  const { db } = deskOf(platform);
  const resource = await sharedResource(db, draft.resourceId);
  if (!resource) throw exchangeErrors['no-such-resource']({});
  const providerDept = providerOf(resource);
  const requester = requesterOf(actor, draft.requester, providerDept);
  const items = await sharedItems(db, resource.id);
  const filter = draft.filter ?? [];
  const faults = termsFaults(items, draft.items, filter);
  if (faults.length > 0) throw exchangeErrors['bad-terms']({ faults });
  const wanted = items.filter(({ columnName }) => draft.items.includes(columnName));
  const withheld = wanted.filter(({ sharingType }) => sharingType === 'none');
  if (withheld.length > 0) throw exchangeErrors['item-not-shared']({ names: withheld.map(({ name }) => name) });
  checkPeriod(draft);
  return {
    resourceId: resource.id,
    resourceCode: resource.code,
    resourceTitle: resource.title,
    providerDept,
    requesterKind: requester.kind,
    requesterCode: requester.code,
    ...{ purposeKind: draft.purposeKind, purpose: draft.purpose.trim(), legalBasis: draft.legalBasis.trim() },
    items: draft.items,
    filter,
    masks: settledMasks(items, draft.items, {}),
    ...{ way: draft.way, toNode: draft.toNode ?? null },
    rowsPerDay: draft.rowsPerDay ?? 1_000_000,
    callsPerMinute: draft.callsPerMinute ?? 60,
    ...{ startsOn: draft.startsOn, endsOn: draft.endsOn },
    sharingType: isFree(
      resource,
      wanted,
      filter.map(({ column }) => column),
      items,
    )
      ? 'free'
      : 'conditional',
    isMounted: (await openDataset(platform, resource.id)) !== null,
    isDemo: resource.isDemo,
  };
}

/** Whether a day has come, or a period has not ended, is asked when it is submitted. */
export function checkNotOver(endsOn: string, today: string): void {
  if (endsOn <= today) throw exchangeErrors['bad-period']({});
}

function checkPeriod({ startsOn, endsOn }: RequestDraft): void {
  const latest = `${Number(startsOn.slice(0, 4)) + LONGEST_YEARS}${nextDay(startsOn).slice(4)}`;
  if (endsOn <= startsOn || endsOn > latest) throw exchangeErrors['bad-period']({});
}

function providerOf(resource: SharedResource): string {
  const { title, sharingType, isSecret, noSharingBasis, providerDept } = resource;
  if (sharingType === 'none' || isSecret) throw exchangeErrors['not-shared']({ title, basis: noSharingBasis });
  if (providerDept === null) throw exchangeErrors['no-provider']({ title });
  return providerDept;
}

function requesterOf(actor: Actor, wish: Unit | undefined, providerDept: string): Unit {
  const requester = wish ?? unitsOf(actor)[0];
  if (!requester || !actsFor(actor, requester)) throw exchangeErrors['not-your-unit']({});
  if (requester.kind === 'department' && requester.code === providerDept) throw exchangeErrors['own-resource']({});
  return requester;
}

/** Free is what is free as a whole: the resource, each item, and each item that only the filter looks at. */
function isFree(
  resource: SharedResource,
  wanted: readonly SharedItem[],
  filtered: readonly string[],
  items: readonly SharedItem[],
): boolean {
  const looked = items.filter(({ columnName }) => filtered.includes(columnName));
  return resource.sharingType === 'free' && [...wanted, ...looked].every(({ sharingType }) => sharingType === 'free');
}
