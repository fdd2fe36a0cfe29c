import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { neighbours } from './words.ts';

describe('neighbours of a period text', () => {
  const texts = (text: string, key: string) => new Map(neighbours(text, key).map(([t, k]) => [k, t]));

  it('write the months of the year and the next by the same hand', () => {
    assert.equal(texts('2024年3月', '2024-03').get('2025-11'), '2025年11月');
    assert.equal(texts('2024-03', '2024-03').get('2024-09'), '2024-09');
    assert.equal(texts('2024年3月', '2024-03').size, 24);
  });

  it('write days, padded or not, and only those that exist', () => {
    assert.equal(texts('2023/3/5', '2023-03-05').get('2024-02-29'), '2024/2/29');
    assert.equal(texts('2023/03/05', '2023-03-05').get('2024-02-09'), '2024/02/09');
    assert.equal(texts('2023/3/5', '2023-03-05').has('2023-02-29'), false);
  });

  it('write quarters and years', () => {
    assert.equal(texts('2024年3季度', '2024-Q3').get('2025-Q1'), '2025年1季度');
    assert.equal(texts('2024年', '2024').get('2025'), '2025年');
    assert.equal(texts('20240305', '2024-03-05').get('2024-11-30'), '20241130');
  });

  it('leave alone what they cannot take apart', () => {
    assert.equal(neighbours('2024年三季度', '2024-Q3').length, 0);
    assert.equal(neighbours('2024-03-05 13:00', '2024-03-05T13').length, 0);
  });
});
