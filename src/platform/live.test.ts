import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createLive, type Live } from './live.ts';
import { type Actor, SYSTEM_ACTOR } from './scope.ts';

const ALL_OPEN = async (ids: readonly string[]) => new Set(ids);

interface Screen {
  readonly heard: string[];
  readonly stop: () => void;
  ended: boolean;
}

/** A screen that keeps up, unless told otherwise. */
function open(live: Live, actor: Partial<Actor>, topics: string[], keepsUp = () => true): Screen {
  const heard: string[] = [];
  const screen: Screen = {
    heard,
    ended: false,
    stop: live.listen({
      actor: { ...SYSTEM_ACTOR, ...actor },
      topics: new Set(topics),
      write: (text) => {
        if (keepsUp()) heard.push(text);
        return keepsUp();
      },
      end: () => {
        screen.ended = true;
      },
    }),
  };
  return screen;
}

test('a hint reaches those who listen to its topic, and only the persons it is for', () => {
  const live = createLive(ALL_OPEN);
  const a = open(live, { userId: 'a', permissions: new Set(['dataset:read']) }, ['t']);
  const b = open(live, { userId: 'b' }, ['t', 'other']);
  live.publish({ topic: 't', key: '1' });
  live.publish({ topic: 't', key: '2', userId: 'b' });
  live.publish({ topic: 't', key: '3', permission: 'dataset:read', data: { rows: 5 } });
  live.publish({ topic: 'other', key: '4' });
  a.stop();
  live.publish({ topic: 't', key: '5' });
  live.close();
  const keysOf = ({ heard }: Screen) => heard.map((text) => /"key":"(\d)"/.exec(text)?.[1]);
  assert.deepEqual(keysOf(a), ['1', '3']);
  assert.equal(a.heard[1], 'event: t\ndata: {"key":"3","rows":5}\n\n');
  assert.deepEqual(keysOf(b), ['1', '2', '4', '5']);
});

test('the heartbeat keeps open lines open, and ends those whose session is over, by one question for all', async () => {
  const over = new Set<string>();
  let questions = 0;
  const ask = async (ids: readonly string[]) => {
    questions += 1;
    return new Set(ids.filter((id) => !over.has(id)));
  };
  const live = createLive(ask, 40);
  const [stays, goes] = [open(live, { sessionId: '1' }, ['t']), open(live, { sessionId: '2' }, ['t'])];
  open(live, { sessionId: '2' }, ['t']);
  await pause(70);
  assert.deepEqual(stays.heard, [': beat\n\n']);
  assert.deepEqual([questions, live.size, live.countOf('2')], [1, 3, 2]);
  over.add('2');
  await pause(60);
  live.close();
  assert.deepEqual([stays.ended, goes.ended, live.size], [true, true, 1]);
  assert.ok(stays.heard.length > goes.heard.length);
});

test('a change that comes while the sessions are being looked at is seen too', async () => {
  const over = new Set<string>();
  const ask = async (ids: readonly string[]) => {
    const open = new Set(ids.filter((id) => !over.has(id)));
    await pause(20);
    return open;
  };
  const live = createLive(ask);
  const screen = open(live, { sessionId: '1' }, ['t']);
  const first = live.review();
  over.add('1');
  await Promise.all([first, live.review()]);
  live.close();
  assert.deepEqual([screen.ended, live.size], [true, 0]);
});

test('while nobody can say who is signed in, nobody listens', async () => {
  const live = createLive(() => Promise.reject(new Error('ledger is down')));
  const screen = open(live, {}, ['t']);
  await live.review();
  live.close();
  assert.ok(screen.ended);
});

test('who does not keep up is let go', () => {
  const live = createLive(ALL_OPEN);
  open(live, {}, ['t'], () => false);
  const quick = open(live, {}, ['t']);
  live.publish({ topic: 't', key: '1' });
  assert.equal(live.size, 1);
  live.publish({ topic: 't', key: '2' });
  live.close();
  assert.equal(quick.heard.length, 2);
});
