import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { indexDivisions } from '../src/modules/identity/rules/division.ts';
import { DIVISIONS } from '../src/modules/identity/seed/divisions.ts';
import {
  areaKm2,
  contains,
  type MultiPolygon,
  type Position,
  selfCrossings,
  signedArea,
} from './boundaries/geometry.ts';

const FOLDER = join(import.meta.dirname, '../src/web/public/geo');
const Rings = Type.Array(Type.Array(Type.Tuple([Type.Number(), Type.Number()])));
const Features = Type.Array(
  Type.Object({
    type: Type.Literal('Feature'),
    properties: Type.Object({
      code: Type.String(),
      name: Type.String(),
      cp: Type.Tuple([Type.Number(), Type.Number()]),
      approx: Type.Optional(Type.Literal(true)),
      note: Type.Optional(Type.String()),
      line: Type.Optional(Type.Literal(true)),
    }),
    geometry: Type.Union([
      Type.Object({ type: Type.Literal('Polygon'), coordinates: Rings }),
      Type.Object({ type: Type.Literal('MultiPolygon'), coordinates: Type.Array(Rings) }),
    ]),
  }),
);
const Collection = Type.Object({ type: Type.Literal('FeatureCollection'), features: Features });
type Feature = Static<typeof Features>[number];

const divisions = indexDivisions(DIVISIONS);
const cities = divisions.childrenOf('140000').map((city) => city.code);
const text = (code: string): string => readFileSync(join(FOLDER, `${code}.json`), 'utf8');
const features = (code: string): readonly Feature[] => Value.Parse(Collection, JSON.parse(text(code))).features;
const polygons = ({ geometry }: Feature): MultiPolygon =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
const codes = (list: readonly Feature[]): readonly string[] => list.map((feature) => feature.properties.code);
const regions = (code: string): readonly Feature[] => features(code).filter((feature) => !feature.properties.line);
const files = ['100000', '140000', ...cities];
const everything = files.flatMap((code) => regions(code));
const km2 = (feature: Feature): number => polygons(feature).reduce((sum, polygon) => sum + areaKm2(polygon), 0);
const at = (code: string, place: Position): string | undefined =>
  regions(code).find((feature) => contains(polygons(feature), place))?.properties.name;

test('one file for the nation, the province and each of its 11 cities', () => {
  const found = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  assert.deepEqual(found.sort(), files.map((code) => `${code}.json`).sort());
  assert.equal(cities.length, 11);
});

test('each file draws the divisions below its own, every one once', () => {
  for (const code of files) {
    assert.deepEqual(
      codes(regions(code)),
      divisions.childrenOf(code).map((division) => division.code),
      code,
    );
  }
  const counties = cities.flatMap((city) => codes(regions(city)));
  assert.deepEqual([counties.length, new Set(counties).size], [117, 117]);
});

test('features carry the names of divisions, and the name is written inside the region', () => {
  for (const feature of everything) {
    const { code, name, cp } = feature.properties;
    assert.equal(divisions.get(code)?.name, name);
    assert.deepEqual(divisions.get(code)?.label, cp, name);
    assert.ok(contains(polygons(feature), cp), `${name} is written outside itself`);
  }
});

test('polygons are closed, wound as d3-geo wants, and of a size that shows', () => {
  for (const feature of everything) {
    for (const polygon of polygons(feature)) {
      for (const [i, ring] of polygon.entries()) {
        assert.ok(ring.length >= 4, feature.properties.name);
        assert.deepEqual(ring[0], ring.at(-1), feature.properties.name);
        assert.ok(signedArea(ring) < 0 === (i === 0), `${feature.properties.name} is wound the wrong way`);
      }
    }
  }
});

test('no border crosses itself', () => {
  for (const feature of everything) {
    for (const polygon of polygons(feature)) assert.equal(selfCrossings(polygon), 0, feature.properties.name);
  }
});

test('a city is exactly its counties: nothing slips when one drills down', () => {
  for (const city of regions('140000')) {
    const counties = regions(city.properties.code);
    const sum = counties.reduce((total, county) => total + flatArea(county), 0);
    assert.ok(Math.abs(sum / flatArea(city) - 1) < 1e-9, city.properties.name);
  }
});

test('大同 comes to the published areas, and its sketched borders say so', () => {
  const area = new Map(regions('140200').map((feature) => [feature.properties.code, km2(feature)]));
  const published = { '140212': 1090, '140213': 240, '140214': 740, '140215': 1478 };
  for (const [code, expected] of Object.entries(published)) {
    assert.ok(Math.abs((area.get(code) ?? 0) / expected - 1) < 0.04, `${code}: ${area.get(code)} km²`);
  }
  const sketched = everything.filter((feature) => feature.properties.approx);
  assert.deepEqual(codes(sketched), ['140212', '140213', '140214']);
  for (const { properties } of sketched) assert.match(properties.note ?? '', /示意/);
});

test('the map of the nation shows all of it', () => {
  assert.equal(regions('100000').length, 34);
  const places: readonly (readonly [string, Position])[] = [
    ['台湾省', [121.4, 24.9]],
    ['台湾省', [123.45, 25.7]],
    ['西藏自治区', [93.6, 27.6]],
    ['新疆维吾尔自治区', [79.5, 35.3]],
    ['海南省', [111.7, 16.22]],
    ['香港特别行政区', [114.1, 22.42]],
  ];
  for (const [name, place] of places) assert.equal(at('100000', place), name, String(place));
  const line = features('100000').find((feature) => feature.properties.line);
  assert.equal(line && polygons(line).length, 10);
});

test('the files are small enough for a poor line', () => {
  const size = (code: string): number => Buffer.byteLength(text(code)) / 1024;
  assert.ok(size('140000') <= 40 && size('100000') <= 150);
  for (const city of cities) assert.ok(size(city) <= 30, city);
  assert.ok(files.reduce((sum, code) => sum + size(code), 0) <= 400);
});

/** Square degrees: what shared borders make exactly equal. */
function flatArea(feature: Feature): number {
  const rings = polygons(feature).flat();
  return Math.abs(rings.reduce((sum, ring) => sum + signedArea(ring), 0));
}
