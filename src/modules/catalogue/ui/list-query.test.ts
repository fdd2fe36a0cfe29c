import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listPath, readListQuery, writeListQuery } from './list-query.ts';

const read = (text: string) => readListQuery(new URLSearchParams(text));

test('an address is read back as it was written; nonsense counts as absent', () => {
  const query = { search: '生产总值', provider: 'D28', page: 3 };
  assert.deepEqual(read(writeListQuery(query, { page: 3 }).toString()), query);
  assert.deepEqual(read('page=-2'), { search: '', provider: '', page: 1 });
  assert.deepEqual(read('page=x'), { search: '', provider: '', page: 1 });
});

test('another search begins at the first page', () => {
  assert.equal(writeListQuery({ search: 'a', provider: '', page: 5 }, { search: 'b' }).toString(), 'search=b');
});

test('the server is asked without the spaces around the search', () => {
  assert.equal(
    listPath({ search: '  人口 ', provider: '', page: 2 }),
    `/api/catalogue/resources?${new URLSearchParams({ search: '人口', page: '2', size: '20' })}`,
  );
});
