import { type Position, type RegionCollection, type RegionFeature, ringsOf, shortName } from './geo.ts';
import { labelWidth, type PlotBox } from './trend-plot.ts';

/** One region ready to draw, in pixels. */
export interface RegionShape {
  readonly code: string;
  readonly name: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
  /** Its label, short, and whether it has room. */
  readonly label: string;
  readonly labelled: boolean;
  readonly approx: boolean;
  readonly note: string | null;
  /** A line of the map, no region. */
  readonly line: boolean;
}

interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

type Project = (position: Position) => readonly [number, number];

/** Fit regions into a box. Equirectangular, shrunk by the cosine of the middle latitude: right for one province. */
export function shapeMap(collection: RegionCollection, box: PlotBox): RegionShape[] {
  const project = projectionFor(collection, box);
  const shapes = collection.features.map((feature) => shapeRegion(feature, project));
  return withLabels(shapes, box.em);
}

function projectionFor(collection: RegionCollection, box: PlotBox): Project {
  const all = extentOf(collection.features.flatMap((feature) => ringsOf(feature).flat()));
  const squeeze = Math.cos((((all.north + all.south) / 2) * Math.PI) / 180);
  const pad = box.em * 0.4;
  const scale = Math.min(
    (box.width - 2 * pad) / ((all.east - all.west) * squeeze || 1),
    (box.height - 2 * pad) / (all.north - all.south || 1),
  );
  const left = (box.width - (all.east - all.west) * squeeze * scale) / 2;
  const top = (box.height - (all.north - all.south) * scale) / 2;
  return ([lng = 0, lat = 0]) => [left + (lng - all.west) * squeeze * scale, top + (all.north - lat) * scale];
}

function extentOf(positions: readonly Position[]): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng = 0, lat = 0] of positions) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { west, south, east, north };
}

type Shape = Omit<RegionShape, 'labelled'> & { readonly area: number };

function shapeRegion(feature: RegionFeature, project: Project): Shape {
  const { code, name, cp, approx = false, note, line = false } = feature.properties;
  const extent = extentOf(ringsOf(feature).flat());
  const middle = [(extent.west + extent.east) / 2, (extent.south + extent.north) / 2];
  const [x, y] = project(cp ?? middle);
  return {
    code,
    name,
    path: ringsOf(feature)
      .map((ring) => ringPath(ring, project))
      .join(''),
    x,
    y,
    label: shortName(name) + (approx ? '*' : ''),
    approx,
    note: note ?? null,
    line,
    area: (extent.east - extent.west) * (extent.north - extent.south),
  };
}

function ringPath(ring: readonly Position[], project: Project): string {
  const points = ring.map((position) => {
    const [x, y] = project(position);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}

/** Larger regions are named first; a name that would cover another is left to the readout. */
function withLabels(shapes: readonly Shape[], em: number): RegionShape[] {
  const taken: Shape[] = [];
  for (const shape of [...shapes].sort((a, b) => b.area - a.area)) {
    if (!shape.line && !taken.some((other) => covers(shape, other, em))) taken.push(shape);
  }
  return shapes.map(({ area, ...shape }) => ({ ...shape, labelled: taken.some((one) => one.code === shape.code) }));
}

function covers(a: Shape, b: Shape, em: number): boolean {
  const across = ((labelWidth(a.label) + labelWidth(b.label)) / 2) * em;
  return Math.abs(a.x - b.x) < across && Math.abs(a.y - b.y) < em * 1.15;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest region in the direction of an arrow key; null when there is none or the key is another. */
export function neighbour(shapes: readonly RegionShape[], from: RegionShape, key: string): RegionShape | null {
  const step = steps[key];
  if (!step) return null;
  let best: RegionShape | null = null;
  let bestCost = Infinity;
  for (const shape of shapes) {
    const ahead = (shape.x - from.x) * step[0] + (shape.y - from.y) * step[1];
    const aside = Math.abs((shape.x - from.x) * step[1]) + Math.abs((shape.y - from.y) * step[0]);
    const cost = ahead + 2 * aside;
    if (ahead > 1 && cost < bestCost) [best, bestCost] = [shape, cost];
  }
  return best;
}
