import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ItemDraft, itemOf, newItems } from './items.ts';

const draft = (key: string, rest: Partial<ItemDraft> = {}): ItemDraft => ({
  key,
  name: key,
  role: 'measure',
  dataType: 'number',
  unit: '亿元',
  basis: null,
  ...rest,
});

describe('items of a resource', () => {
  it('names columns by role, one row of numbers a role', () => {
    const drafts = [draft('地区', { role: 'region' }), draft('a'), draft('站点', { role: 'dimension' }), draft('b')];
    assert.deepEqual(
      newItems([], drafts).map(({ seq, columnName }) => [seq, columnName]),
      [
        [1, 'region'],
        [2, 'm1'],
        [3, 'd1'],
        [4, 'm2'],
      ],
    );
  });

  it('adds nothing for the columns it has, in any order', () => {
    const items = newItems([], [draft('a'), draft('b')]);
    assert.deepEqual(newItems(items, [draft('b'), draft('a')]), []);
  });

  it('appends a column of another unit or type, never retypes', () => {
    const items = newItems([], [draft('a')]);
    const added = newItems(items, [draft('a', { unit: '万元' }), draft('a', { dataType: 'text', role: 'attribute' })]);
    assert.deepEqual(
      added.map(({ seq, columnName, unit }) => [seq, columnName, unit]),
      [
        [2, 'm2', '万元'],
        [3, 'd1', '亿元'],
      ],
    );
  });

  it('takes a column named twice in one file once', () => {
    assert.equal(newItems([], [draft('a'), draft('a')]).length, 1);
  });

  it('finds the item of a column', () => {
    const items = newItems([], [draft('a'), draft('b')]);
    assert.equal(itemOf(items, draft('b'))?.columnName, 'm2');
    assert.equal(itemOf(items, draft('b', { unit: null })), undefined);
  });
});
