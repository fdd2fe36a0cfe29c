import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { type Flow, openArrows } from '#platform/workflow.ts';
import type { ApiKey, CoCreation, HeldVoice, Openable, Release } from '../contract-manage.ts';
import { deskOf } from '../desk.ts';
import { proposalFlow, releaseFlow, sceneFlow, voiceFlow } from '../flow.ts';
import { isOpenItem, whyClosed } from '../rules/opening.ts';
import { listProposals, titlesOf } from '../sql/cocreate.ts';
import { listKeys } from '../sql/key.ts';
import { findOpenables } from '../sql/openable.ts';
import { listReleases } from '../sql/release.ts';
import { findVoices } from '../sql/voice.ts';
import type { ReleaseState } from '../tables.ts';
import { providerNames } from '../views.ts';
import { findScenes } from './cocreate.ts';
import { voiceView } from './voices.ts';

const PAGE = 20;
const offsetOf = (page = 1) => (page - 1) * PAGE;

function arrowsOf(flow: Flow, state: string, actor: Actor) {
  return openArrows(flow, state, actor)
    .filter(([event]) => !['pass', 'fail', 'supersede'].includes(event))
    .map(([event, { label, reason = false }]) => ({ event, label, reason }));
}

const VIEWS: Readonly<Record<string, readonly ReleaseState[] | null>> = {
  waiting: ['checking', 'ready'],
  refused: ['refused'],
  all: null,
};

/** Versions to decide and versions decided, the newest first. */
export async function heldReleases(
  platform: Platform,
  actor: Actor,
  query: { page?: number; view?: string },
): Promise<{ total: number; releases: Release[] }> {
  const states = VIEWS[query.view ?? 'all'] ?? null;
  const filter = { states, resourceId: null, limit: PAGE, offset: offsetOf(query.page) };
  const { total, rows } = await listReleases(deskOf(platform).db, filter);
  const providers = await providerNames(platform);
  const releases = rows.map((row) => ({
    id: row.id,
    resourceId: row.resource_id,
    code: row.code,
    title: row.title,
    providerName: providers.get(row.provider_dept ?? '') ?? null,
    version: row.version,
    purpose: row.purpose,
    state: row.state,
    stateName: releaseFlow.states[row.state],
    automatic: row.automatic,
    k: row.k,
    fields: [...row.fields],
    finding: row.finding,
    reason: row.reason,
    rows: row.rows,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    publishedAt: row.published_at?.toISOString() ?? null,
    arrows: row.purpose === 'open' ? arrowsOf(releaseFlow, row.state, actor) : [],
  }));
  return { total, releases };
}

/** Resources whose opening attribute is not 不予开放, with why they may not be opened yet. */
export async function openables(
  platform: Platform,
  query: { page?: number; search?: string },
): Promise<{ total: number; resources: Openable[] }> {
  const page = { search: query.search?.trim() || null, limit: PAGE, offset: offsetOf(query.page) };
  const { total, rows } = await findOpenables(deskOf(platform).db, page);
  const providers = await providerNames(platform);
  const resources = rows.map((row) => ({
    id: row.id,
    code: row.code,
    title: row.title,
    providerName: providers.get(row.provider_dept ?? '') ?? null,
    why: whyClosed(row),
    published: row.published,
    openItems: row.items.filter(isOpenItem).length,
    items: row.items.length,
  }));
  return { total, resources };
}

/** What the public said, to be looked at. */
export async function heldVoices(
  platform: Platform,
  actor: Actor,
  query: { page?: number; view?: 'waiting' | 'all' },
): Promise<{ total: number; voices: HeldVoice[] }> {
  const { db } = deskOf(platform);
  const states =
    query.view === 'waiting' ? (['received'] as const) : (['received', 'shown', 'answered', 'hidden'] as const);
  const filter = { states, kind: null, resourceId: null, limit: PAGE, offset: offsetOf(query.page) };
  const { total, rows } = await findVoices(db, filter);
  const titles = await titlesOf(db, [...new Set(rows.flatMap(({ resource_id }) => resource_id ?? []))]);
  const voices = rows.map((row) => ({
    ...voiceView(row),
    state: row.state,
    stateName: voiceFlow.states[row.state],
    contact: row.contact,
    dataset: titles.find(({ id }) => id === row.resource_id)?.title ?? null,
    arrows: arrowsOf(voiceFlow, row.state, actor),
  }));
  return { total, voices };
}

/** Developer keys with what they used. */
export async function heldKeys(
  platform: Platform,
  query: { page?: number },
): Promise<{ total: number; keys: ApiKey[] }> {
  const page = { day: chinaDate(platform.clock.now()), limit: PAGE, offset: offsetOf(query.page) };
  const { total, rows } = await listKeys(deskOf(platform).db, page);
  const keys = rows.map(
    ({ id, name, contact, purpose, prefix, quota, created_at, revoked_at, today, month, rows: used }) => ({
      ...{ id, name, contact, purpose, prefix, quota, today, month },
      rows: used,
      createdAt: created_at.toISOString(),
      revokedAt: revoked_at?.toISOString() ?? null,
    }),
  );
  return { total, keys };
}

/** 共创: all scenes and proposals. */
export async function heldCoCreation(platform: Platform, actor: Actor): Promise<CoCreation> {
  const { db } = deskOf(platform);
  const states = ['submitted', 'accepted', 'declined', 'piloting', 'stopped', 'applied', 'retired'] as const;
  const [scenes, proposals] = await Promise.all([
    findScenes(platform, ['draft', 'open', 'closed']),
    listProposals(db, states),
  ]);
  return {
    scenes: scenes.map((scene) => ({
      ...scene,
      stateName: sceneFlow.states[scene.state],
      arrows: arrowsOf(sceneFlow, scene.state, actor),
    })),
    proposals: proposals.map((row) => ({
      id: row.id,
      scene: row.scene,
      sceneId: row.scene_id,
      state: row.state,
      stateName: proposalFlow.states[row.state],
      team: row.team,
      title: row.title,
      body: row.body,
      contact: row.contact,
      url: row.url,
      comment: row.comment,
      sandboxUntil: row.key_until?.toISOString() ?? null,
      createdAt: row.created_at.toISOString(),
      arrows: arrowsOf(proposalFlow, row.state, actor),
    })),
  };
}
