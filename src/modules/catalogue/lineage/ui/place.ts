import { Graph, layout } from '@dagrejs/dagre';
import type { LineageEdge, LineageNode } from '../contract.ts';

export const BOX = { width: 168, height: 46 } as const;

/** Where each node and edge of a lineage graph stands, from left to right, in pixels. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly { readonly node: LineageNode; readonly x: number; readonly y: number }[];
  readonly edges: readonly { readonly key: string; readonly points: readonly { x: number; y: number }[] }[];
}

export function placeGraph(nodes: readonly LineageNode[], edges: readonly LineageEdge[]): Placed {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 54, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { kind, id } of nodes) graph.setNode(`${kind}:${id}`, { ...BOX });
  for (const { from, to, job } of edges) graph.setEdge(from, to, {}, job);
  layout(graph);
  const size = graph.graph();
  return {
    width: Number(size.width ?? 0),
    height: Number(size.height ?? 0),
    nodes: nodes.map((node) => {
      const { x, y } = graph.node(`${node.kind}:${node.id}`);
      return { node, x: Number(x), y: Number(y) };
    }),
    edges: edges.map(({ from, to, job }) => {
      const points: { x: number; y: number }[] = graph.edge(from, to, job)?.points ?? [];
      return { key: `${from}>${to}>${job}`, points };
    }),
  };
}
