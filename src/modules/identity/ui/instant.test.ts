import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatInstant } from './instant.ts';

test('a moment is shown in the time of China, whatever the language', () => {
  assert.equal(formatInstant('2026-11-24T00:15:00.000Z', 'zh-CN'), '2026-11-24 08:15');
  assert.equal(formatInstant('2026-12-31T16:00:00.000Z', 'en'), '2027-01-01 00:00');
});
