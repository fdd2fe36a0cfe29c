import { cleanPolygons, type MultiPolygon, type Position, windPolygon } from './geometry.ts';
import type { TopologyTools } from './packages.ts';
import type { SourceRegion } from './source.ts';
import { type Detail, thinArcs } from './thin.ts';

export interface RegionProperties {
  readonly code: string;
  readonly name: string;
  /** Where the name is written. */
  readonly cp: Position;
  /** True where the border is a sketch; the note says why. */
  readonly approx?: true;
  readonly note?: string;
  /** True for the line in 南海, which is no region. */
  readonly line?: true;
}

export interface RegionFeature {
  readonly type: 'Feature';
  readonly properties: RegionProperties;
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: MultiPolygon[number] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon };
}

/** Borders that neighbours share, thinned once: whatever is merged from it fits together. */
export interface Layer {
  /** The outline of all regions that a choice takes, as one. */
  outline(choose: (code: string) => boolean): MultiPolygon;
}

/** Lay regions into one topology and thin it by Visvalingam's weights, arc by arc, so that neighbours keep one border. */
export function createLayer(tools: TopologyTools, regions: readonly SourceRegion[], detail: Detail): Layer {
  const topology = thinArcs(tools.presimplify(tools.topology({ parts: toParts(regions) })), detail);
  const outline = (choose: (code: string) => boolean): MultiPolygon => {
    const chosen = topology.objects.parts.geometries.filter((part) => choose(part.id));
    return cleanPolygons(tools.merge(topology, chosen).coordinates).map(windPolygon);
  };
  return { outline };
}

/** Regions as topojson takes them. */
export const toParts = (regions: readonly SourceRegion[]) => ({
  type: 'FeatureCollection',
  features: regions.map(toInput),
});

const toInput = ({ code, polygons }: SourceRegion) => ({
  type: 'Feature',
  id: code,
  properties: {},
  geometry: { type: 'MultiPolygon', coordinates: polygons },
});

/** A feature as the map reads it. */
export function toFeature(properties: RegionProperties, polygons: MultiPolygon): RegionFeature {
  const [only, ...others] = polygons;
  const single = only !== undefined && others.length === 0;
  const geometry = single
    ? ({ type: 'Polygon', coordinates: only } as const)
    : ({ type: 'MultiPolygon', coordinates: polygons } as const);
  return { type: 'Feature', properties, geometry };
}
