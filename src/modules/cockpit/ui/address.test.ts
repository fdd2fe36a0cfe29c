import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { periodKey } from '#platform/period/key.ts';
import { readWhere, screenPath, type Where, writeWhere } from './address.ts';

const nowhere: Where = { region: null, focus: null, period: null, asOf: null, by: null, card: null };

test('a view goes into the address and comes back from it', () => {
  const region = fc.constantFrom(null, '140000', '140105');
  const card = fc.constantFrom(
    null,
    { code: 'JJ001', region: undefined, period: undefined },
    { code: 'JJ024.2', region: '140200', period: periodKey('2026-Q3') },
  );
  const where = fc.record<Where>(
    {
      region,
      focus: fc.constantFrom(null, 'JJ005', 'ZW003.2'),
      period: fc.constantFrom(null, periodKey('2026-10'), periodKey('2026-Q3'), periodKey('2025-S')),
      asOf: fc.constantFrom(null, '2026-10-25T23:59:59+08:00'),
      by: fc.constantFrom(null, 'level', 'growth'),
      card,
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(where, where, (one, other) => {
      const first = writeWhere(new URLSearchParams('view=progress'), one);
      const second = writeWhere(new URLSearchParams(first.toString()), other);
      assert.deepEqual(readWhere(second), other);
      assert.equal(second.get('view'), 'progress');
    }),
  );
});

test('what is malformed counts as absent', () => {
  const bad = 'region=14&focus=1&period=2026-13&asOf=yesterday&by=size&card=<script>&cardRegion=x';
  assert.deepEqual(readWhere(new URLSearchParams(bad)), nowhere);
});

test('a change leaves alone what it does not name, and closing a card takes its place with it', () => {
  const open = new URLSearchParams('region=140100&card=JJ001&cardRegion=140200&cardPeriod=2026-Q3');
  const closed = writeWhere(open, { card: null });
  assert.equal(closed.toString(), 'region=140100');
  assert.equal(writeWhere(open, { region: null }).get('card'), 'JJ001');
});

test('the address of a screen holds only what the server is asked', () => {
  assert.equal(screenPath('economy', nowhere), '/api/cockpit/screens/economy');
  const where = { ...nowhere, region: '140100', by: 'growth', card: { code: 'JJ001' } } as const;
  assert.equal(screenPath('overview', where), '/api/cockpit/screens/overview?region=140100');
});
