import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { GrantDetail, GrantView, Offer, RequestDetail, RequestQuery, RequestView } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { grantFlow, requestFlow } from '../flow.ts';
import { proposedMask } from '../rules/mask.ts';
import { actsFor, maySee, provides, type Unit, unitsOf } from '../rules/unit.ts';
import { keysOfGrant } from '../sql/access-key.ts';
import { totalsOf } from '../sql/delivery.ts';
import { findGrants, type GrantRow, grantById, grantOfRequest } from '../sql/grant.ts';
import { findRequests, type RequestFilter, requestById } from '../sql/request.ts';
import { sharedItems, sharedResource } from '../sql/resource.ts';
import { selectPolicies, selectTimers } from '../sql/rule.ts';
import { stepsOf } from '../sql/step.ts';
import { usedOn } from '../sql/usage.ts';
import { actionsFor, itemTerm, itemTerms, requestView, stepViews, termsView, type ViewDesk } from '../views.ts';
import { keyView } from './access-key.ts';
import { calendarOf, todayOf } from './calendar.ts';
import { namesOf } from './names.ts';

const PAGE = 50;

/** What views need, for one reader. */
export async function viewDesk(platform: Platform, actor: Actor): Promise<ViewDesk> {
  const { db } = deskOf(platform);
  const [names, calendar, timers] = await Promise.all([namesOf(platform), calendarOf(db), selectTimers(db)]);
  return { actor, names, calendar, timers, today: todayOf(platform) };
}

/** The units whose business a reader sees; null: everybody's. */
export function seenUnits(actor: Actor): readonly Unit[] | null {
  return actor.scope.departments === 'all' || actor.permissions.has('exchange:approve') ? null : unitsOf(actor);
}

/** Requests that a reader may see, by the view that they ask for. */
export async function listRequests(
  platform: Platform,
  actor: Actor,
  query: RequestQuery,
): Promise<{ total: number; requests: RequestView[] }> {
  const desk = await viewDesk(platform, actor);
  const page = { offset: ((query.page ?? 1) - 1) * PAGE, limit: PAGE };
  const { total, rows } = await findRequests(deskOf(platform).db, filterOf(actor, query, desk.today), page);
  return { total, requests: rows.map((row) => requestView(row, desk)) };
}

function filterOf(actor: Actor, { view = 'all', state }: RequestQuery, today: string): RequestFilter {
  const filter = { units: seenUnits(actor), ...(state && { state }) };
  if (view === 'mine') return { ...filter, requester: unitsOf(actor) };
  if (view === 'overdue') return { ...filter, overdueOn: today };
  if (view !== 'desk') return filter;
  const departments = unitsOf(actor).filter(({ kind }) => kind === 'department');
  const providers = actor.permissions.has('exchange:provide') ? departments.map(({ code }) => code) : [];
  return { ...filter, desk: { conformity: actor.permissions.has('exchange:approve'), providers } };
}

/** @throws {Refusal} `exchange.no-such-request` */
export async function getRequest(platform: Platform, actor: Actor, id: string): Promise<RequestDetail> {
  const { db } = deskOf(platform);
  const row = await requestById(db, id);
  if (!row || !maySee(actor, row.providerDept, { kind: row.requesterKind, code: row.requesterCode }))
    throw exchangeErrors['no-such-request']({});
  const [desk, items, steps, policies, grant] = await Promise.all([
    viewDesk(platform, actor),
    sharedItems(db, row.resourceId),
    stepsOf(db, requestFlow, id),
    selectPolicies(db),
    grantOfRequest(db, id),
  ]);
  return {
    request: requestView(row, desk),
    items: itemTerms(items, row.items, row.masks),
    filter: row.filter.map((condition) => ({ ...condition, values: [...condition.values] })),
    refusalGround: row.refusalGround,
    steps: stepViews(steps, requestFlow),
    policy: policies.find(({ direction }) => direction === row.direction)?.note ?? '',
    grantId: grant?.id ?? null,
  };
}

/** What may be asked of a resource, by whom of this reader's units, and which masks would be proposed. */
export async function offerOf(platform: Platform, actor: Actor, resourceId: string): Promise<Offer> {
  const { db } = deskOf(platform);
  const resource = await sharedResource(db, resourceId);
  if (!resource) throw exchangeErrors['no-such-resource']({});
  const [names, items] = await Promise.all([namesOf(platform), sharedItems(db, resourceId)]);
  const provider = resource.providerDept ?? '';
  return {
    resourceId,
    code: resource.code,
    title: resource.title,
    provider: { code: provider, name: provider === '' ? '' : names.department(provider) },
    sharingType: resource.isSecret ? 'none' : resource.sharingType,
    sharingCondition: resource.sharingType === 'none' ? resource.noSharingBasis : resource.sharingCondition,
    items: items.map((item) => ({ ...itemTerm(item, proposedMask(item)), sharingType: item.sharingType })),
    requesters: unitsOf(actor).map((unit) => ({ ...unit, name: names.unit(unit) })),
  };
}

/** Grants that a reader may see, as holder, provider, or looking over all. */
export async function listGrants(platform: Platform, actor: Actor): Promise<{ grants: GrantView[] }> {
  const rows = await findGrants(deskOf(platform).db, seenUnits(actor));
  const desk = await viewDesk(platform, actor);
  return { grants: await Promise.all(rows.map((row) => grantView(platform, row, desk))) };
}

/** @throws {Refusal} `exchange.no-such-grant` */
export async function mustSeeGrant(platform: Platform, actor: Actor, id: string): Promise<GrantRow> {
  const row = await grantById(deskOf(platform).db, id);
  if (!row || !maySee(actor, row.providerDept, { kind: row.requesterKind, code: row.requesterCode }))
    throw exchangeErrors['no-such-grant']({});
  return row;
}

export async function getGrant(platform: Platform, actor: Actor, id: string): Promise<GrantDetail> {
  const { db } = deskOf(platform);
  const row = await mustSeeGrant(platform, actor, id);
  const [desk, items, keys, steps] = await Promise.all([
    viewDesk(platform, actor),
    sharedItems(db, row.resourceId),
    keysOfGrant(db, id),
    stepsOf(db, grantFlow, id),
  ]);
  return {
    grant: await grantView(platform, row, desk),
    items: itemTerms(items, row.items, row.masks),
    filter: row.filter.map((condition) => ({ ...condition, values: [...condition.values] })),
    keys: keys.map(keyView),
    steps: stepViews(steps, grantFlow),
    mayHoldKeys:
      actor.permissions.has('exchange:request') && actsFor(actor, { kind: row.requesterKind, code: row.requesterCode }),
    mayReveal:
      actor.permissions.has('personal:unmask') &&
      (actor.scope.departments === 'all' || provides(actor, row.providerDept)),
  };
}

async function grantView(platform: Platform, row: GrantRow, desk: ViewDesk): Promise<GrantView> {
  const { db } = deskOf(platform);
  const [today, total] = await Promise.all([usedOn(db, row.id, desk.today), totalsOf(db, row.id)]);
  return {
    ...termsView(row, desk.names),
    requestId: row.requestId,
    state: row.state,
    stateName: grantFlow.states[row.state],
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    endReason: row.endReason,
    today,
    total,
    actions: actionsFor(grantFlow, row.state, desk.actor, row),
  };
}
