import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapAddress } from './map-address.ts';

test('a table about several provinces is shown on the map of the nation, at its newest period', () => {
  const regions = ['110000', '140000', '100000'];
  assert.equal(mapAddress('JJ001', { regions, period: '2024-Q4' }), '/?focus=JJ001&region=100000&period=2024-Q4');
});

test('one about cities, or about the province alone, is shown where the reader is at home', () => {
  assert.equal(mapAddress('JJ001', { regions: ['140100', '140200'], period: null }), '/?focus=JJ001');
  assert.equal(mapAddress('JJ001', { regions: ['140000'], period: null }), '/?focus=JJ001');
  assert.equal(mapAddress('JJ001', { regions: [], period: null }), '/?focus=JJ001');
});
