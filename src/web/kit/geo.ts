/** A position: longitude, latitude, in degrees. */
export type Position = readonly number[];

/** One region of a map, as `/geo/{code}.json` holds it. */
export interface RegionFeature {
  readonly properties: {
    /** GB/T 2260 code; figures find their region by it. */
    readonly code: string;
    readonly name: string;
    /** Where the name stands. */
    readonly cp?: Position;
    /** The border is drawn by hand or from before a change of divisions. */
    readonly approx?: boolean;
    readonly note?: string;
    /** No region but a line of the map, such as the one in 南海: drawn, never named, coloured or entered. */
    readonly line?: boolean;
  };
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };
}

export interface RegionCollection {
  readonly features: readonly RegionFeature[];
}

/** All rings of a region, outer and inner; they are filled by the even-odd rule. */
export function ringsOf(feature: RegionFeature): readonly (readonly Position[])[] {
  const { geometry } = feature;
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

/** The name as a map says it: without 省, 市, 县, 区 or 自治区 where two characters or more remain. */
export function shortName(name: string): string {
  return name.length > 2 ? name.replace(/(维吾尔|壮族|回族)?自治区$|特别行政区$|[省市县区]$/, '') : name;
}
