import { sql } from 'kysely';
import type { Db, PortalTables, ProposalState, SceneState, Tx } from '../tables.ts';

export interface SceneRow {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly state: SceneState;
  readonly closes_on: string | null;
  readonly resources: string[];
  readonly created_at: Date;
  readonly created_by: string;
}

export interface ProposalRow {
  readonly id: string;
  readonly scene_id: string;
  readonly state: ProposalState;
  readonly team: string;
  readonly title: string;
  readonly body: string;
  readonly contact: string;
  readonly author: string;
  readonly key_digest: string | null;
  readonly key_until: Date | null;
  readonly url: string;
  readonly resources: string[];
  readonly comment: string;
  readonly created_at: Date;
  readonly decided_at: Date | null;
}

export async function insertScene(tx: Tx, row: SceneRow): Promise<void> {
  await tx.insertInto('portal.scene').values(row).execute();
}

export async function changeScene(tx: Tx, id: string, change: Partial<Omit<SceneRow, 'id'>>): Promise<void> {
  await tx.updateTable('portal.scene').set(change).where('id', '=', id).execute();
}

export function lockScene(tx: Tx, id: string): Promise<SceneRow | undefined> {
  return tx.selectFrom('portal.scene').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Scenes of these states with the number of their proposals, the newest first. */
export function listScenes(db: Db, states: readonly SceneState[]): Promise<(SceneRow & { proposals: number })[]> {
  return db
    .selectFrom('portal.scene')
    .selectAll()
    .select(
      sql<number>`(select count(*)::int from portal.proposal p where p.scene_id = portal.scene.id)`.as('proposals'),
    )
    .where('state', 'in', [...states])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}

export async function insertProposal(
  tx: Tx,
  row: Pick<ProposalRow, 'id' | 'scene_id' | 'team' | 'title' | 'body' | 'contact' | 'author'> & { at: Date },
): Promise<void> {
  const { at, ...rest } = row;
  await tx
    .insertInto('portal.proposal')
    .values({ ...rest, state: 'submitted', key_digest: null, created_at: at })
    .execute();
}

export async function proposalsSince(db: Db, author: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('portal.proposal')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('author', '=', author)
    .where('created_at', '>=', since)
    .executeTakeFirst();
  return row?.count ?? 0;
}

export function lockProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  return tx.selectFrom('portal.proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function changeProposal(tx: Tx, id: string, change: Partial<Omit<ProposalRow, 'id'>>): Promise<void> {
  await tx.updateTable('portal.proposal').set(change).where('id', '=', id).execute();
}

/** The proposal whose sandbox a key opens at this moment. */
export function proposalByKey(db: Db, digest: string, now: Date): Promise<ProposalRow | undefined> {
  return db
    .selectFrom('portal.proposal')
    .selectAll()
    .where('key_digest', '=', digest)
    .where('key_until', '>', now)
    .where('state', 'in', ['accepted', 'piloting'])
    .executeTakeFirst();
}

export type ListedProposal = ProposalRow & { readonly scene: string };

/** Proposals of these states with the title of their scene, the newest first. */
export function listProposals(db: Db, states: readonly ProposalState[]): Promise<ListedProposal[]> {
  return db
    .selectFrom('portal.proposal as p')
    .innerJoin('portal.scene as s', 's.id', 'p.scene_id')
    .selectAll('p')
    .select('s.title as scene')
    .where('p.state', 'in', [...states])
    .orderBy('p.created_at', 'desc')
    .orderBy('p.id')
    .limit(500)
    .execute();
}

/** Applications that run and use a resource. */
export function applicationsUsing(db: Db, resourceId: string): Promise<ProposalRow[]> {
  return db
    .selectFrom('portal.proposal')
    .selectAll()
    .where('state', '=', 'applied')
    .where(sql<boolean>`${resourceId}::uuid = any (resources)`)
    .orderBy('decided_at', 'desc')
    .limit(20)
    .execute();
}

export async function countApplications(db: Db): Promise<number> {
  const row = await db
    .selectFrom('portal.proposal')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('state', '=', 'applied')
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** Titles of resources with data behind them. */
export function titlesOf(db: Db, ids: readonly string[]): Promise<{ id: string; title: string }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('catalogue.pub_resource')
    .select(['id', 'title'])
    .where('id', 'in', [...ids])
    .execute();
}

/** Sandbox releases of a proposal that passed their check. */
export function sandboxReleases(
  db: Db,
  proposalId: string,
): Promise<
  (Pick<PortalTables['portal.release'], 'id' | 'resource_id' | 'k'> & { title: string; rows: string | number })[]
> {
  return db
    .selectFrom('portal.release as rel')
    .innerJoin('catalogue.pub_resource as r', 'r.id', 'rel.resource_id')
    .select(['rel.id', 'rel.resource_id', 'rel.k', 'rel.rows', 'r.title'])
    .where('rel.proposal_id', '=', proposalId)
    .where('rel.state', '=', 'ready')
    .orderBy('rel.created_at')
    .execute();
}
