import { crossings, type Position, type Ring } from './geometry.ts';
import type { Topology, TopologyPart } from './packages.ts';

/** How much detail a layer keeps. Areas are those of the smallest triangle that a vertex spans, in square degrees. */
export interface Detail {
  /** For borders between groups and with the outside. */
  readonly outer: number;
  /** For borders within a group. */
  readonly inner: number;
  /** Decimals of a degree; 3 is about 100 m. */
  readonly decimals: number;
  /** The group of a region, such as the city of a county. */
  readonly groupOf: (code: string) => string;
}

/** Arcs of so few vertices are islands and enclaves that the source drew coarsely: they stay as they are. */
const COARSE_ALREADY = 12;
/** Times that arcs which cross others are tried again with more detail; crossings in the source itself remain. */
const TRIES = 4;

/** Thin presimplified arcs. Where thinning made borders cross, the arcs concerned keep more. */
export function thinArcs(topology: Topology, detail: Detail): Topology {
  const inner = innerArcs(topology.objects.parts.geometries, detail.groupOf);
  const wanted = topology.arcs.map((arc, i) => {
    if (arc.length <= COARSE_ALREADY) return 0;
    return inner.has(i) ? detail.inner : detail.outer;
  });
  return { ...topology, arcs: thinApart(topology.arcs, wanted, detail.decimals, TRIES) };
}

function thinApart(
  arcs: Topology['arcs'],
  wanted: readonly number[],
  decimals: number,
  tries: number,
): readonly Ring[] {
  const thinned = arcs.map((arc, i) => thin(arc, wanted[i] ?? 0, decimals));
  const crossed = tries > 0 ? crossedArcs(thinned) : new Set();
  if (crossed.size === 0) return thinned;
  const finer = wanted.map((weight, i) => (crossed.has(i) ? weight / 4 : weight));
  return thinApart(arcs, finer, decimals, tries - 1);
}

/** Vertices of enough weight, rounded. The ends stay even when they fall together: an arc has two. */
function thin(arc: Topology['arcs'][number], enough: number, decimals: number): readonly Position[] {
  const round = (value = 0): number => Number(value.toFixed(decimals));
  const kept = arc.filter(([, , weight = Number.POSITIVE_INFINITY]) => weight >= enough);
  const places = kept.map(([x, y]) => [round(x), round(y)] as const);
  return places.filter((place, i) => i === 0 || i === places.length - 1 || String(place) !== String(places[i - 1]));
}

function crossedArcs(arcs: readonly Ring[]): ReadonlySet<number> {
  const hits = arcs.flatMap((arc, i) =>
    arcs.slice(i).flatMap((other, k) => (crossings(arc, other) > 0 ? [i, i + k] : [])),
  );
  return new Set(hits);
}

/** Arcs with a region of one and the same group on both sides. */
function innerArcs(parts: readonly TopologyPart[], groupOf: Detail['groupOf']): ReadonlySet<number> {
  const uses = parts.flatMap(({ id, arcs }) =>
    arcs.flat(2).map((arc) => ({ arc: arc < 0 ? ~arc : arc, group: groupOf(id) })),
  );
  const byArc = Map.groupBy(uses, ({ arc }) => arc);
  const inner = [...byArc].filter(
    ([, sides]) => sides.length > 1 && sides.every(({ group }) => group === sides[0]?.group),
  );
  return new Set(inner.map(([arc]) => arc));
}
