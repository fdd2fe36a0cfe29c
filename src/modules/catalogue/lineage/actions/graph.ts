import { platformErrors } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { GraphQuery, LineageEdge, LineageGraph, LineageNode } from '../contract.ts';
import { type EdgeRow, edgesAt, lineageViews, nameOf } from '../sql.ts';
import type { Db, LineageTables } from '../tables.ts';

/** More than this nobody can look at. */
const MOST_NODES = 200;

interface Found {
  readonly nodes: Map<string, LineageNode>;
  readonly edges: Map<string, LineageEdge>;
  truncated: boolean;
}

interface Walk {
  readonly platform: Platform;
  readonly actor: Actor;
  readonly db: Db;
  readonly views: readonly string[];
  readonly found: Found;
}

/**
 * What a subject is made of and what is made of it, so many steps up and down. Subjects that the actor may not see are
 * left out, and with them what lies behind.
 * @throws {Refusal} `platform.not-found`, the same for absent and forbidden
 */
export async function lineageGraph(platform: Platform, actor: Actor, query: GraphQuery): Promise<LineageGraph> {
  const { kind, id, direction = 'both', depth = 3 } = query;
  const db = platform.db<LineageTables>();
  const views = await lineageViews(db);
  const root = await nodeFor(platform, actor, { kind, id, name: (await nameOf(db, views, kind, id)) ?? '', level: 0 });
  if (root === null) throw platformErrors['not-found']({ what: '所指的对象' });
  const found: Found = { nodes: new Map([[keyOf(root), root]]), edges: new Map(), truncated: false };
  const walk: Walk = { platform, actor, db, views, found };
  if (direction !== 'down') await go(walk, root, 'up', depth);
  if (direction !== 'up') await go(walk, root, 'down', depth);
  const { nodes, edges, truncated } = found;
  return { root: keyOf(root), nodes: [...nodes.values()], edges: [...edges.values()], truncated };
}

const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}:${id}`;

/** Level by level: one question a level, whatever its width. */
async function go(walk: Walk, root: LineageNode, direction: 'up' | 'down', depth: number): Promise<void> {
  let frontier = [keyOf(root)];
  for (let level = 1; level <= depth && frontier.length > 0; level++) {
    const rows = await edgesAt(walk.db, walk.views, frontier, direction, 5 * MOST_NODES);
    const next: string[] = [];
    for (const row of rows) {
      const isNew = await take(walk, row, direction, direction === 'up' ? -level : level);
      if (isNew !== null) next.push(isNew);
    }
    frontier = next;
  }
}

/** Put an edge and its far end into the graph; the far end's key when it was not there yet. */
async function take({ platform, actor, found }: Walk, row: EdgeRow, direction: 'up' | 'down', level: number) {
  const source = { kind: row.sourceKind, id: row.sourceId, name: row.sourceName };
  const target = { kind: row.targetKind, id: row.targetId, name: row.targetName };
  const far = direction === 'up' ? source : target;
  const known = found.nodes.has(keyOf(far));
  if (!known) {
    if (found.nodes.size >= MOST_NODES) {
      found.truncated = true;
      return null;
    }
    const node = await nodeFor(platform, actor, { ...far, level });
    if (node === null) return null;
    found.nodes.set(keyOf(far), node);
  }
  const { job, runs, run, at } = row;
  const edge = { from: keyOf(source), to: keyOf(target), job, runs, run, at: at?.toISOString() ?? null };
  found.edges.set(`${edge.from}>${edge.to}>${job}`, edge);
  return known ? null : keyOf(far);
}

interface Candidate {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly level: number;
}

/** A node as the actor may see it; null when it is not for them. An item is seen by who sees its resource. */
async function nodeFor(platform: Platform, actor: Actor, found: Candidate): Promise<LineageNode | null> {
  const { kind, id, name, level } = found;
  const subject = kind === 'item' ? { kind: 'resource', id: id.split('/')[0] ?? '' } : { kind, id };
  if (!platform.subjects.kinds.includes(subject.kind)) return name === '' ? null : { ...found, href: hrefOf(kind, id) };
  const card = await platform.subjects.resolve(subject, actor).catch(() => null);
  if (card === null) return null;
  const title = kind === 'item' ? name || (id.split('/')[1] ?? '') : card.title;
  return { kind, id, name: title, href: card.href, level };
}

function hrefOf(kind: string, id: string): string | null {
  if (kind === 'board') return id === 'overview' ? '/' : `/boards/${id}`;
  return kind === 'file' ? `/import/files/${id}` : null;
}
