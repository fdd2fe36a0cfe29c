import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Scope, SYSTEM_ACTOR } from '#platform/scope.ts';
import { DIVISIONS } from '../seed/divisions.ts';
import { indexDivisions } from './division.ts';
import { scopeOfGrants } from './grant.ts';
import { mayReadDepartment, mayReadRegion, readableRegions } from './scope.ts';

const regions = indexDivisions(DIVISIONS);
const codes = DIVISIONS.map((division) => division.code);
const actor = (scope: Partial<Scope>) => ({ ...SYSTEM_ACTOR, scope: { regions: [], departments: [], ...scope } });

test('a city reads itself and its counties, former ones too, and nobody else', () => {
  const datong = actor({ regions: ['140200'] });
  for (const code of ['140200', '140213', '140202']) assert.equal(mayReadRegion(datong, regions, code), true, code);
  for (const code of ['140000', '140100', '140105', '100000', '999999'])
    assert.equal(mayReadRegion(datong, regions, code), false, code);
});

test('without a region nothing is read; with all, every known one', () => {
  assert.deepEqual(readableRegions(actor({}), regions), []);
  assert.equal(readableRegions(actor({ regions: 'all' }), regions), 'all');
  assert.equal(mayReadRegion(actor({ regions: 'all' }), regions, '999999'), false);
});

test('property: the list for SQL and the single question agree on every division', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 4 }), (roots) => {
      const someone = actor({ regions: roots });
      const readable = readableRegions(someone, regions);
      for (const code of codes) assert.equal(readable.includes(code), mayReadRegion(someone, regions, code), code);
    }),
  );
});

test('departments are named one by one', () => {
  assert.equal(mayReadDepartment(actor({ departments: ['D28'] }), 'D28'), true);
  assert.equal(mayReadDepartment(actor({ departments: ['D28'] }), 'D09'), false);
  assert.equal(mayReadDepartment(actor({ departments: 'all' }), 'D09'), true);
});

test('grants add up: one that reaches everywhere opens everywhere', () => {
  const one = { role: 'city', allRegions: false, allDepartments: false, regions: ['140100'], departments: [] };
  const two = { role: 'officer', allRegions: false, allDepartments: true, regions: ['140200'], departments: [] };
  assert.deepEqual(scopeOfGrants([one, two]), { regions: ['140100', '140200'], departments: 'all' });
  assert.deepEqual(scopeOfGrants([one, { ...two, allRegions: true }]).regions, 'all');
  assert.deepEqual(scopeOfGrants([]), { regions: [], departments: [] });
});
