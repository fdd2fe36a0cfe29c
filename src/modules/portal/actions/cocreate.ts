import { audit } from '#platform/audit.ts';
import { chinaDate } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance } from '#platform/workflow.ts';
import { PUBLIC_ACTOR } from '../actor.ts';
import type { Application, ProposalEntry, Scene, SceneEntry } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { sceneFlow } from '../flow.ts';
import {
  changeScene,
  insertProposal,
  insertScene,
  listProposals,
  listScenes,
  lockScene,
  proposalsSince,
  type SceneRow,
  titlesOf,
} from '../sql/cocreate.ts';
import type { SceneState } from '../tables.ts';
import { admitWriter, type Caller, startOfDay } from './caller.ts';

/** Scenes of these states. The public sees those that were published. */
export async function findScenes(platform: Platform, states: readonly SceneState[]): Promise<Scene[]> {
  const { db } = deskOf(platform);
  const scenes = await listScenes(db, states);
  const titles = await titlesOf(db, [...new Set(scenes.flatMap(({ resources }) => resources))]);
  return scenes.map(({ created_at, created_by: _, closes_on: closesOn, resources, ...scene }) => ({
    ...scene,
    closesOn,
    resources: titles.filter(({ id }) => resources.includes(id)),
    createdAt: created_at.toISOString(),
  }));
}

/** 成果应用 that run, with the data that they use. */
export async function findApplications(platform: Platform): Promise<Application[]> {
  const { db } = deskOf(platform);
  const rows = await listProposals(db, ['applied']);
  const titles = await titlesOf(db, [...new Set(rows.flatMap(({ resources }) => resources))]);
  return rows.map(({ id, scene, team, title, body, url, resources }) => ({
    ...{ id, scene, team, title, body, url },
    datasets: titles.filter((one) => resources.includes(one.id)),
  }));
}

/**
 * Take in a proposal for a scene that is open.
 * @throws {Refusal} `portal.too-fast`, `.too-many-voices`, `.no-such-scene`, `.scene-closed`
 */
export async function submitProposal(
  platform: Platform,
  caller: Caller,
  sceneId: string,
  entry: ProposalEntry,
): Promise<{ id: string }> {
  const author = admitWriter(platform, caller);
  const at = platform.clock.now();
  const id = newId(at);
  if (entry.website) return { id };
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const scene = await lockScene(tx, sceneId);
      if (!scene || scene.state === 'draft') throw portalErrors['no-such-scene']({});
      if (!isOpenOn(scene, chinaDate(at))) throw portalErrors['scene-closed']({});
      if ((await proposalsSince(tx, author, startOfDay(at))) >= 5) throw portalErrors['too-many-voices']({});
      const { team, title, body, contact } = entry;
      await insertProposal(tx, { id, scene_id: sceneId, team, title, body, contact, author, at });
      const subject = { kind: 'open-proposal', id };
      const detail = { scene: sceneId };
      await audit(tx, platform.clock, PUBLIC_ACTOR, { action: 'portal.submit-proposal', subject, detail });
    });
  return { id };
}

function isOpenOn({ state, closes_on }: SceneRow, today: string): boolean {
  return state === 'open' && (closes_on === null || closes_on >= today);
}

/** Write a scene; it is a draft until it is opened. */
export async function createScene(platform: Platform, actor: Actor, entry: SceneEntry): Promise<{ id: string }> {
  const at = platform.clock.now();
  const id = newId(at);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const { title, body, closesOn = null, resources = [] } = entry;
      const row = { id, title, body, state: 'draft' as const, closes_on: closesOn, resources: [...resources] };
      await insertScene(tx, { ...row, created_at: at, created_by: actor.username });
      const detail = { title };
      await audit(tx, platform.clock, actor, {
        action: 'portal.write-scene',
        subject: { kind: 'open-scene', id },
        detail,
      });
    });
  return { id };
}

/** Change the words of a scene. @throws {Refusal} `portal.no-such-scene` */
export async function editScene(platform: Platform, actor: Actor, id: string, entry: SceneEntry): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (!(await lockScene(tx, id))) throw portalErrors['no-such-scene']({});
      const { title, body, closesOn = null, resources = [] } = entry;
      await changeScene(tx, id, { title, body, closes_on: closesOn, resources: [...resources] });
      const detail = { title };
      await audit(tx, platform.clock, actor, {
        action: 'portal.edit-scene',
        subject: { kind: 'open-scene', id },
        detail,
      });
    });
}

/** Open a scene to proposals, or end it. @throws {Refusal} `portal.no-such-scene`, `platform.conflict` */
export async function moveScene(platform: Platform, actor: Actor, id: string, event: 'open' | 'close'): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const scene = await lockScene(tx, id);
      if (!scene) throw portalErrors['no-such-scene']({});
      const subject = { kind: 'open-scene', id };
      await advance(tx, platform.clock, actor, sceneFlow, { subject, state: scene.state, event });
      await changeScene(tx, id, { state: event === 'open' ? 'open' : 'closed' });
      await audit(tx, platform.clock, actor, {
        action: `portal.scene-${event}`,
        subject,
        detail: { title: scene.title },
      });
    });
}
