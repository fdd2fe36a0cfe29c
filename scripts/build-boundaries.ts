/**
 * Build the maps in `src/web/public/geo/` from public sources: `node scripts/build-boundaries.ts`.
 * Needed only when divisions or their borders change; the files are kept in the repository.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Division, indexDivisions } from '../src/modules/identity/rules/division.ts';
import { DIVISIONS } from '../src/modules/identity/seed/divisions.ts';
import { dissolve, weldNeighbours } from './boundaries/dissolve.ts';
import { type MultiPolygon, untanglePolygons, windPolygon } from './boundaries/geometry.ts';
import { createLayer, type Layer, type RegionFeature, toFeature } from './boundaries/layer.ts';
import { installPackages, loadTopologyTools } from './boundaries/packages.ts';
import { APPROXIMATE, areaOf, toPresentCounties } from './boundaries/present.ts';
import { readCounties, readProvinces, readSouthSea, type SouthSea } from './boundaries/source.ts';

const OUTPUT = join(import.meta.dirname, '../src/web/public/geo');
const PROVINCE = '140000';
const HAINAN = '460000';
/** Off 曾母暗沙, where the name has room. */
const SOUTHMOST_DASH = 6;
const divisions = indexDivisions(DIVISIONS);

function feature(division: Division, polygons: MultiPolygon): RegionFeature {
  const { code, name, label } = division;
  if (!label) throw new Error(`${name} has no label point`);
  const note = APPROXIMATE.get(code);
  return toFeature({ code, name, cp: label, ...(note ? { approx: true, note } : {}) }, polygons);
}

/** The land of a division: its own, and that of all counties below it. */
const landOf = (layer: Layer, code: string): MultiPolygon => layer.outline((part) => divisions.isWithin(part, code));

function nation(layer: Layer, sea: SouthSea): readonly RegionFeature[] {
  const provinces = divisions.childrenOf('100000').map((division) => {
    const islands = division.code === HAINAN ? sea.islands.map(windPolygon) : [];
    const land = untanglePolygons(landOf(layer, division.code));
    return feature(division, [...land, ...islands]);
  });
  const [x = 0, y = 0] = sea.dashes[SOUTHMOST_DASH]?.[0]?.[0] ?? [];
  const line = toFeature({ code: '100000', name: '南海断续线', cp: [x, y], line: true }, sea.dashes.map(windPolygon));
  return [...provinces, line];
}

function write(name: string, features: readonly RegionFeature[]): void {
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  writeFileSync(join(OUTPUT, `${name}.json`), `${text}\n`);
  console.log(`${name}.json  ${features.length} regions  ${(Buffer.byteLength(text) / 1024).toFixed(1)} KB`);
}

const groupOf = (code: string): string => code;
const cityOf = (code: string): string => divisions.get(code)?.parent ?? code;

function build(folder: string): void {
  const tools = loadTopologyTools(folder);
  const successor = (code: string): string => {
    const mapping = divisions.mapToPresent(code);
    return mapping.kind === 'whole' || mapping.kind === 'present' ? mapping.code : code;
  };
  const present = dissolve(tools, toPresentCounties(readCounties(folder), successor));
  const counties = createLayer(tools, present, { outer: 1.25e-4, inner: 2e-5, decimals: 3, groupOf: cityOf });
  const provinces = createLayer(tools, weldNeighbours(tools, readProvinces(folder)), {
    outer: 2.6e-3,
    inner: 2.6e-3,
    decimals: 2,
    groupOf,
  });
  const cities = divisions.childrenOf(PROVINCE);
  write('100000', nation(provinces, readSouthSea(folder)));
  write(
    PROVINCE,
    cities.map((city) => feature(city, landOf(counties, city.code))),
  );
  for (const city of cities) {
    write(
      city.code,
      divisions.childrenOf(city.code).map((county) => feature(county, landOf(counties, county.code))),
    );
  }
  for (const code of APPROXIMATE.keys()) console.log(code, areaOf(landOf(counties, code)).toFixed(0), 'km²');
}

const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
try {
  installPackages(folder);
  build(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
