import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFiltered, listPath, readListQuery, writeListQuery } from './list-query.ts';

const read = (text: string) => readListQuery(new URLSearchParams(text));
const NOTHING = read('');

test('an address is read back as it was written; nonsense counts as absent', () => {
  const query = { ...NOTHING, search: '生产总值', provider: 'D28', stage: 'draft', classCode: '328', page: 3 };
  assert.deepEqual(read(writeListQuery(query, { page: 3 }).toString()), query);
  assert.deepEqual(read('page=-2&stage=lost&mounted=perhaps&classCode=x'), NOTHING);
  assert.equal(read('page=x').page, 1);
});

test('another search begins at the first page', () => {
  assert.equal(writeListQuery({ ...NOTHING, search: 'a', page: 5 }, { search: 'b' }).toString(), 'search=b');
  assert.equal(isFiltered(NOTHING), false);
  assert.equal(isFiltered(read('mounted=false')), true);
});

test('the server is asked without the spaces around the search', () => {
  assert.equal(
    listPath({ ...NOTHING, search: '  人口 ', page: 2 }),
    `/api/catalogue/resources?${new URLSearchParams({ search: '人口', page: '2', size: '20' })}`,
  );
});
