import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RegionCollection, shortName } from './geo.ts';
import { classOf, type MapClass } from './map-class.ts';
import { neighbour, shapeMap } from './map-shape.ts';

function square(code: string, name: string, west: number, south: number, approx = false) {
  const ring = [
    [west, south],
    [west + 1, south],
    [west + 1, south + 1],
    [west, south + 1],
    [west, south],
  ];
  return { properties: { code, name, approx }, geometry: { type: 'Polygon' as const, coordinates: [ring] } };
}

const map: RegionCollection = {
  features: [square('a', '甲市', 110, 37), square('b', '乙市', 111, 37), square('c', '丙丁县', 111, 36, true)],
};
const box = { width: 300, height: 300, em: 12 };

test('north is up, the map stays in its box and keeps the shape of the ground', () => {
  const [a, b, c] = shapeMap(map, box);
  assert.ok(a && b && c);
  assert.ok(a.x < b.x && b.y < c.y);
  const numbers = shapeMap(map, box).flatMap((shape) => shape.path.match(/[\d.]+/g)?.map(Number) ?? []);
  assert.ok(numbers.every((n) => n >= 0 && n <= 300));
  assert.ok(Math.abs((b.x - a.x) / (c.y - b.y) - Math.cos((37 * Math.PI) / 180)) < 0.01);
});

test('names are short, and an approximate border is marked', () => {
  assert.deepEqual(
    shapeMap(map, box).map((shape) => shape.label),
    ['甲市', '乙市', '丙丁*'],
  );
  assert.equal(shortName('城区'), '城区');
  assert.equal(shortName('太原市'), '太原');
  assert.equal(shortName('新疆维吾尔自治区'), '新疆');
  assert.equal(shortName('内蒙古自治区'), '内蒙古');
  assert.equal(shortName('黑龙江省'), '黑龙江');
});

test('a line of the map is drawn, and has no name', () => {
  const [region] = map.features;
  assert.ok(region);
  const line = { ...region, properties: { ...region.properties, code: '100000', name: '南海断续线', line: true } };
  const shape = shapeMap({ features: [...map.features, line] }, box).at(-1);
  assert.deepEqual([shape?.line, shape?.labelled, shape?.path.startsWith('M')], [true, false, true]);
});

test('a name that would cover a larger region’s name is left out', () => {
  const crowded = shapeMap(map, { width: 30, height: 30, em: 12 });
  assert.ok(crowded.some((shape) => !shape.labelled) && crowded.some((shape) => shape.labelled));
});

test('arrow keys go to the nearest region in their direction', () => {
  const shapes = shapeMap(map, box);
  const [a, b, c] = shapes;
  assert.ok(a && b && c);
  assert.equal(neighbour(shapes, a, 'ArrowRight')?.code, 'b');
  assert.equal(neighbour(shapes, b, 'ArrowDown')?.code, 'c');
  assert.equal(neighbour(shapes, a, 'ArrowLeft'), null);
  assert.equal(neighbour(shapes, a, 'Enter'), null);
});

test('R13 a region without a figure has no class, also when the lowest class is open below', () => {
  const classes: MapClass[] = [
    { label: '下降', max: 0, tone: 'below' },
    { label: '0—3', min: 0, max: 3, tone: 1 },
    { label: '≥3', min: 3, tone: 4 },
  ];
  assert.equal(classOf({ value: null }, classes), null);
  assert.equal(classOf(undefined, classes), null);
  assert.equal(classOf({ value: -1, state: 'suppressed' }, classes), null);
  assert.equal(classOf({ value: -0.1 }, classes)?.label, '下降');
  assert.equal(classOf({ value: 0 }, classes)?.label, '0—3');
  assert.equal(classOf({ value: 3 }, classes)?.label, '≥3');
});
