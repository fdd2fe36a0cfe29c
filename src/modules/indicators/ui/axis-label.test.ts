import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodKey } from '#platform/period/key.ts';
import { axisLabel } from './axis-label.ts';

test('R3 the axis speaks as the bureaus do, with the year only where a run begins', () => {
  const label = (key: string, isFirst = false) => axisLabel(periodKey(key), 'CUM', isFirst, 'zh-CN');
  assert.equal(label('2026-10'), '1—10月');
  assert.equal(label('2026-02', true), '2026年1—2月');
  assert.equal(label('2026-Q3'), '前三季度');
  assert.equal(label('2026-Q1'), '2026年一季度');
  assert.equal(label('2026'), '2026年');
  assert.equal(axisLabel(periodKey('2026-10'), 'PT', false, 'en'), 'end of Oct');
});
