import { cleanPolygons, untanglePolygons } from './geometry.ts';
import { toParts } from './layer.ts';
import type { Topology, TopologyTools } from './packages.ts';
import type { SourceRegion } from './source.ts';

type Arc = Topology['arcs'][number];

/** Make the parts of each code one region, without the borders between them. */
export function dissolve(tools: TopologyTools, parts: readonly SourceRegion[]): readonly SourceRegion[] {
  return mergeByCode(tools, tools.topology({ parts: toParts(parts) }));
}

/**
 * Make neighbours share their borders where a source drew each side on its own: two stretches that run between the
 * same two vertices, one per side, become the first of them. What stays apart is coast and the outer border.
 */
export function weldNeighbours(tools: TopologyTools, regions: readonly SourceRegion[]): readonly SourceRegion[] {
  const topology = tools.topology({ parts: toParts(regions) });
  return mergeByCode(tools, { ...topology, arcs: weldArcs(topology) });
}

function mergeByCode(tools: TopologyTools, topology: Topology): readonly SourceRegion[] {
  const byCode = Map.groupBy(topology.objects.parts.geometries, ({ id }) => id);
  return [...byCode].map(([code, parts]) => {
    const { coordinates } = tools.merge(topology, parts);
    return { code, polygons: untanglePolygons(cleanPolygons(coordinates)) };
  });
}

function weldArcs(topology: Topology): readonly Arc[] {
  const alone = singleUse(topology);
  const stretches = topology.arcs.flatMap((arc, index) =>
    alone.has(index) ? [{ arc, index, ends: endsOf(arc) }] : [],
  );
  const pairs = [...Map.groupBy(stretches, ({ ends }) => ends).values()].filter((group) => group.length === 2);
  const twins = new Map(pairs.flatMap(([one, other]) => (one && other ? [[other.index, one.arc] as const] : [])));
  return topology.arcs.map((arc, i) => along(arc, twins.get(i) ?? arc));
}

/** The path run in the direction of the arc that it replaces. */
const along = (arc: Arc, path: Arc): Arc => (String(arc[0]) === String(path[0]) ? path : path.toReversed());

const endsOf = (arc: Arc): string => [String(arc[0]), String(arc.at(-1))].sort().join(' ');

function singleUse(topology: Topology): ReadonlySet<number> {
  const uses = topology.objects.parts.geometries.flatMap(({ arcs }) =>
    arcs.flat(2).map((arc) => (arc < 0 ? ~arc : arc)),
  );
  const counted = Map.groupBy(uses, (arc) => arc);
  return new Set([...counted].flatMap(([arc, times]) => (times.length === 1 ? [arc] : [])));
}
