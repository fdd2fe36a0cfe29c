import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSessionCache } from './session-cache.ts';

interface Found {
  readonly user: string;
}

function counted(answer: (token: string) => Found | null) {
  const clock = { now: 0 };
  const asked: string[] = [];
  const load = async (token: string): Promise<Found | null> => {
    asked.push(token);
    return answer(token);
  };
  return { clock, asked, cache: createSessionCache(load, () => clock.now) };
}

test('fifty readers at once and two thousand after them ask the ledger once in five seconds', async () => {
  const { cache, asked, clock } = counted(() => ({ user: 'a' }));
  await Promise.all(Array.from({ length: 50 }, () => cache.find('t')));
  for (let i = 0; i < 2000; i += 1) await cache.find('t');
  assert.equal(asked.length, 1);
  clock.now = 4999;
  await cache.find('t');
  assert.equal(asked.length, 1);
  clock.now = 5000;
  await cache.find('t');
  assert.equal(asked.length, 2);
});

test('a forgotten session is asked for at once, others are not', async () => {
  const { cache, asked } = counted((token) => ({ user: token }));
  await cache.find('a');
  await cache.find('b');
  cache.forget((session) => session.user === 'a');
  await cache.find('a');
  await cache.find('b');
  assert.deepEqual(asked, ['a', 'b', 'a']);
});

test('an answer that was under way when something changed is not kept', async () => {
  const gates: ((value: Found) => void)[] = [];
  const cache = createSessionCache<Found>(
    () => new Promise((resolve) => gates.push(resolve)),
    () => 0,
  );
  const before = cache.find('t');
  cache.forget(() => false);
  const after = cache.find('t');
  gates[0]?.({ user: 'old' });
  gates[1]?.({ user: 'new' });
  assert.deepEqual(
    [await before, await after, await cache.find('t')],
    [{ user: 'old' }, { user: 'new' }, { user: 'new' }],
  );
});

test('unknown tokens and failures are not kept', async () => {
  const { cache, asked } = counted(() => null);
  assert.equal(await cache.find('x'), null);
  await cache.find('x');
  assert.equal(asked.length, 2);
  let calls = 0;
  const failing = createSessionCache<Found>(
    () => (calls++ === 0 ? Promise.reject(new Error('down')) : Promise.resolve({ user: 'a' })),
    () => 0,
  );
  await assert.rejects(failing.find('t'), /down/);
  assert.deepEqual(await failing.find('t'), { user: 'a' });
});
