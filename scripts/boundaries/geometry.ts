/** Longitude and latitude in degrees. */
export type Position = readonly [number, number];
/** Closed: the first position is repeated at the end. */
export type Ring = readonly Position[];
/** The outline, then the holes. */
export type Polygon = readonly Ring[];
export type MultiPolygon = readonly Polygon[];

const samePlace = (a: Position | undefined, b: Position | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

/**
 * A ring without repeated positions and without spikes (out to a point and back the same way), which the sources have
 * from rounding. They would make arcs that nobody shares.
 */
function cleanRing(ring: Ring): Ring {
  const kept: Position[] = [];
  for (const place of ring) {
    if (samePlace(kept.at(-1), place)) continue;
    if (samePlace(kept.at(-2), place)) kept.pop();
    else kept.push(place);
  }
  return kept;
}

/** Clean all rings; those that enclose next to nothing (0.01 km²) go. */
export function cleanPolygons(polygons: MultiPolygon): MultiPolygon {
  const real = (ring: Ring): boolean => ring.length >= 4 && Math.abs(signedArea(ring)) > 1e-6;
  const cleaned = polygons.map((polygon) => polygon.map(cleanRing).filter(real));
  return cleaned.filter((polygon) => polygon.length > 0);
}

/** Signed area in square degrees: positive counter-clockwise. */
export function signedArea(ring: Ring): number {
  return edges(ring).reduce((sum, [[ax, ay], [bx, by]]) => sum + (ax * by - bx * ay) / 2, 0);
}

/** Area in square kilometres, good to a percent at the size of a county. */
export function areaKm2(polygon: Polygon): number {
  const [outline = [], ...holes] = polygon;
  const latitude = outline[0]?.[1] ?? 0;
  const degrees = Math.abs(signedArea(outline)) - holes.reduce((sum, hole) => sum + Math.abs(signedArea(hole)), 0);
  return degrees * 111.32 ** 2 * Math.cos((latitude * Math.PI) / 180);
}

/** Outlines clockwise and holes counter-clockwise, as d3-geo wants them; ECharts takes either. */
export function windPolygon(polygon: Polygon): Polygon {
  return polygon.map((ring, i) => (signedArea(ring) < 0 === (i === 0) ? ring : ring.toReversed()));
}

/** Whether a place lies inside: an odd number of edges to its east. */
export function contains(polygons: MultiPolygon, [x, y]: Position): boolean {
  const crossings = polygons
    .flat()
    .flatMap(edges)
    .filter(([[ax, ay], [bx, by]]) => {
      return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax);
    });
  return crossings.length % 2 === 1;
}

/** Cut a ring in two along the straight line between its vertices nearest to two places; the northern half first. */
export function cutRing(ring: Ring, from: Position, to: Position): readonly [north: Ring, south: Ring] {
  const open = ring.slice(0, -1);
  const [i = 0, j = 0] = [nearestVertex(open, from), nearestVertex(open, to)].sort((a, b) => a - b);
  const one = [...open.slice(i, j + 1), ...open.slice(i, i + 1)];
  const other = [...open.slice(j), ...open.slice(0, i + 1), ...open.slice(j, j + 1)];
  return northmost(one) > northmost(other) ? [one, other] : [other, one];
}

/** How many pairs of a polygon's edges cross: none in a valid one. */
export function selfCrossings(polygon: Polygon): number {
  return polygon.reduce(
    (sum, ring, i) => sum + polygon.slice(i).reduce((more, other) => more + crossings(ring, other), 0),
    0,
  );
}

/** How many edges of one path cross an edge of another, or of itself. Paths whose extents lie apart cost nothing. */
export function crossings(path: Ring, other: Ring): number {
  if (!extentsMeet(path, other)) return 0;
  const others = edges(other);
  return edges(path).filter((edge) => others.some((candidate) => cross(edge, candidate))).length;
}

/**
 * A path without the loops where it crosses itself, as thinning and careless sources leave them: the vertices between
 * two crossing edges go. Of a closed path the larger part stays.
 */
function untangle(path: Ring): Ring {
  const all = edges(path);
  for (const [i, edge] of all.entries()) {
    const j = all.findIndex((other, k) => k > i && cross(edge, other));
    if (j >= 0) return untangle(withoutLoop(path, i + 1, j + 1));
  }
  return path;
}

/** Untangle all rings. */
export const untanglePolygons = (polygons: MultiPolygon): MultiPolygon =>
  polygons.map((polygon) => polygon.map(untangle));

function withoutLoop(path: Ring, start: number, end: number): Ring {
  const loop = path.slice(start, end);
  const loopIsMost = loop.length > path.length / 2 && samePlace(path[0], path.at(-1));
  return loopIsMost ? [...loop, ...loop.slice(0, 1)] : path.toSpliced(start, end - start);
}

type Edge = readonly [Position, Position];

function edges(ring: Ring): readonly Edge[] {
  return ring.flatMap((a, i) => {
    const b = ring[i + 1];
    return b ? [[a, b] as const] : [];
  });
}

function extentsMeet(a: Ring, b: Ring): boolean {
  return ([0, 1] as const).every((axis) => {
    const ofA = a.map((place) => place[axis]);
    const ofB = b.map((place) => place[axis]);
    return Math.min(...ofA) <= Math.max(...ofB) && Math.min(...ofB) <= Math.max(...ofA);
  });
}

/** Side of the line a→b on which c lies. */
const side = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

function cross([a, b]: Edge, [c, d]: Edge): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

const northmost = (ring: Ring): number => Math.max(...ring.map((place) => place[1]));

function nearestVertex(ring: Ring, [x, y]: Position): number {
  const distances = ring.map((place) => Math.hypot(place[0] - x, place[1] - y));
  return distances.indexOf(Math.min(...distances));
}
