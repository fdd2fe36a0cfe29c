import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchRegions, type Region, startOf } from './region-match.ts';

const region = (code: string, name: string, search = ''): Region => ({
  code,
  name,
  level: 'county',
  above: null,
  search: `${code} ${name} ${search}`,
});
const regions = [
  region('140213', '平城区', 'pcq'),
  region('140215', '云州区', 'yzq 大同县'),
  region('140200', '大同市', 'dts'),
];

test('regions are found by name, former name, initials and code; names that begin with the text come first', () => {
  const names = (typed: string) => matchRegions(regions, typed, 9).map(({ name }) => name);
  assert.deepEqual(names('大同'), ['大同市', '云州区']);
  assert.deepEqual(names('PCQ'), ['平城区']);
  assert.deepEqual(names('140215'), ['云州区']);
  assert.equal(names('').length, 3);
  assert.equal(matchRegions(regions, '', 2).length, 2);
});

test('the search begins with what the sheet wrote', () => {
  assert.equal(startOf('（大同县合计）'), '大同');
  assert.equal(startOf('1402'), '');
});
