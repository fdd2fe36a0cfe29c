import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DIVISION_CHANGES } from '../seed/divisions/changes.ts';
import { DIVISIONS } from '../seed/divisions.ts';
import { indexDivisions } from './division.ts';

const index = indexDivisions(DIVISIONS);
const codes = DIVISIONS.map((division) => division.code);
const anyCode = fc.constantFrom(...codes);
const names = (list: readonly { readonly name: string }[]): string[] => list.map((division) => division.name);

test('the tree is whole: codes are unique six digits and every parent is listed', () => {
  assert.equal(new Set(codes).size, codes.length);
  for (const { code, parent, name, shortName, initials } of DIVISIONS) {
    assert.match(code, /^\d{6}$/);
    assert.match(initials, /^[a-z]+$/, name);
    assert.ok(shortName.length >= 2, name);
    assert.ok(parent === null ? code === '100000' : index.get(parent), code);
  }
});

test('山西 has 11 cities and 117 counties: 26 districts, 11 county-level cities, 80 counties', () => {
  const cities = index.childrenOf('140000');
  const counties = cities.flatMap((city) => index.childrenOf(city.code));
  const ending = (suffix: string): number => counties.filter((county) => county.name.endsWith(suffix)).length;
  assert.equal(cities.length, 11);
  assert.deepEqual([counties.length, ending('区'), ending('市'), ending('县')], [117, 26, 11, 80]);
  assert.equal(index.childrenOf('100000').length, 34);
});

test('cities come by code or from north to south', () => {
  const shorts = (order: 'north' | 'code'): string =>
    index
      .childrenOf('140000', { order })
      .map((city) => city.shortName)
      .join(' ');
  assert.equal(shorts('code'), '太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁');
  assert.equal(shorts('north'), '太原 大同 朔州 忻州 吕梁 晋中 阳泉 长治 晋城 临汾 运城');
});

test('a division of another day: 大同 before and after 2018-02-09', () => {
  const before = names(index.childrenOf('140200', { at: '2018-02-08' }));
  const after = names(index.childrenOf('140200', { at: '2018-02-09' }));
  assert.deepEqual(before.slice(0, 4), ['城区', '矿区', '南郊区', '新荣区']);
  assert.ok(before.includes('大同县') && !before.includes('云州区'));
  assert.deepEqual(after.slice(0, 4), ['新荣区', '平城区', '云冈区', '云州区']);
  assert.equal(before.length, 11);
  assert.equal(after.length, 10);
});

test('every day since 2000 has 11 cities, and 119 counties before 2018, 117 after 2020', () => {
  const count = (date: string): number => index.divisionsAt(date).filter((d) => d.level === 'county').length;
  assert.deepEqual(
    [count('2000-01-01'), count('2018-03-01'), count('2018-12-31'), count('2026-11-01')],
    [119, 118, 117, 117],
  );
});

test('what became of a code: renamed, merged, split', () => {
  assert.deepEqual(index.mapToPresent('140726'), { kind: 'whole', code: '140703' });
  assert.deepEqual(index.mapToPresent('140402'), { kind: 'whole', code: '140403' });
  assert.deepEqual(index.mapToPresent('140411'), { kind: 'whole', code: '140403' });
  assert.deepEqual(index.mapToPresent('140203'), { kind: 'whole', code: '140214' });
  assert.deepEqual(index.mapToPresent('140202'), { kind: 'split', codes: ['140213', '140214'] });
  assert.deepEqual(index.mapToPresent('140211'), { kind: 'split', codes: ['140213', '140214', '140212'] });
  assert.deepEqual(index.mapToPresent('140105'), { kind: 'present', code: '140105' });
  assert.deepEqual(index.mapToPresent('149999'), { kind: 'unknown' });
});

test('every former division leads to divisions in force, and every change names known codes', () => {
  for (const division of DIVISIONS.filter((d) => d.validTo !== null)) {
    const mapping = index.mapToPresent(division.code);
    const heirs = mapping.kind === 'split' ? mapping.codes : mapping.kind === 'unknown' ? [] : [mapping.code];
    assert.ok(heirs.length > 0, division.name);
    for (const heir of heirs) assert.equal(index.get(heir)?.validTo, null, division.name);
  }
  for (const { moves, founded } of DIVISION_CHANGES) {
    for (const { from, to } of moves) assert.ok(index.get(from) && index.get(to));
    for (const code of founded) assert.ok(moves.some((move) => move.to === code));
  }
});

test('scope follows parent links, not digits: 综改示范区 is of the province, 大同经开区 of its city', () => {
  assert.equal(index.isWithin('140105', '140100'), true);
  assert.equal(index.isWithin('140100', '140105'), false);
  assert.equal(index.isWithin('140171', '140000'), true);
  assert.equal(index.isWithin('140171', '140100'), false);
  assert.equal(index.isWithin('140271', '140200'), true);
  assert.equal(index.isWithin('140202', '140200'), true);
  assert.equal(index.isWithin('000000', '140000'), false);
});

test('zones stay out of sums unless asked for', () => {
  const zones = (withZones: boolean): number =>
    index.childrenOf('140200', { zones: withZones }).filter((d) => d.level === 'zone').length;
  assert.deepEqual([zones(false), zones(true)], [0, 1]);
});

test('property: isWithin agrees with pathOf, is reflexive and never both ways', () => {
  fc.assert(
    fc.property(anyCode, anyCode, (a, b) => {
      assert.equal(index.isWithin(a, a), true);
      assert.equal(
        index.isWithin(a, b),
        index.pathOf(a).some((division) => division.code === b),
      );
      if (a !== b) assert.ok(!(index.isWithin(a, b) && index.isWithin(b, a)));
    }),
  );
});

test('property: on any day the counties of a city are the ones whose parent it is', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const at = date.toISOString().slice(0, 10);
      const below = index.childrenOf('140000', { at }).flatMap((city) => index.childrenOf(city.code, { at }));
      const inForce = index.divisionsAt(at).filter((division) => division.level === 'county');
      assert.deepEqual(below.map((d) => d.code).sort(), inForce.map((d) => d.code).sort());
    }),
  );
});
