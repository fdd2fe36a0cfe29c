import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isOneTimeExpired, passwordFault, SHORTEST_PASSWORD } from './password.ts';

test('what is refused, and why', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['短口令', /至少/],
    ['Zx9#kQ2!a', /至少/],
    ['my-zhang.wei-1', /用户名/],
    ['ZHANG.WEI-2026', /用户名/],
    ['aaaaaaaaaaaa', /重复/],
    ['ababababababab', /重复/],
    ['1234567890', /连续/],
    ['abcdefghijkl', /连续/],
    ['9876543210', /连续/],
    ['Password123', /常见/],
    ['1QAZ2WSX3EDC', /常见/],
  ];
  for (const [password, why] of cases) assert.match(passwordFault(password, 'zhang.wei') ?? '', why, password);
});

test('what is taken: length decides, not kinds of characters', () => {
  for (const password of ['correct horse battery', '汾河晚渡双塔凌霄蒙山晓月', 'kT7-vw2-Qp9'])
    assert.equal(passwordFault(password, 'zhang.wei'), null, password);
});

test('property: whatever is taken is long enough and does not hold the name', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 24 }), (password) => {
      if (passwordFault(password, 'governor') !== null) return;
      assert.ok([...password.normalize('NFKC')].length >= SHORTEST_PASSWORD);
      assert.ok(!password.toLowerCase().includes('governor'));
    }),
  );
});

test('a one-time password counts for three days', () => {
  const set = new Date('2026-11-24T00:00:00Z');
  assert.equal(isOneTimeExpired(set, new Date('2026-11-27T00:00:00Z')), false);
  assert.equal(isOneTimeExpired(set, new Date('2026-11-27T00:00:01Z')), true);
});
