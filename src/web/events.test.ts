import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createLiveLine, type EventLine } from './events.ts';

type Hear = (event: { readonly data?: string }) => void;

/** Lines that the test opens, speaks through and breaks by hand. */
function fakeLines() {
  const lines: { address: string; closed: boolean; say: (topic: string, data?: string) => void }[] = [];
  const open = (address: string): EventLine => {
    const hearers = new Map<string, Hear>();
    const line = {
      address,
      closed: false,
      say: (topic: string, data?: string) => hearers.get(topic)?.({ data }),
    };
    lines.push(line);
    return {
      addEventListener: (topic, hear) => void hearers.set(topic, hear),
      close: () => {
        line.closed = true;
      },
    };
  };
  return { lines, open };
}

test('subscribers share one line that carries all their topics', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const { lines, open } = fakeLines();
  const live = createLiveLine(open);
  const heard: unknown[] = [];
  live.subscribe(['ingest.batch'], (topic, message) => heard.push(['a', topic, message]));
  const stop = live.subscribe(['cockpit', 'ingest.batch'], (topic) => heard.push(['b', topic]));
  mock.timers.tick(0);
  assert.deepEqual(
    lines.map((line) => line.address),
    ['/api/events?topics=cockpit,ingest.batch'],
  );
  lines[0]?.say('ingest.batch', '{"key":"7"}');
  assert.deepEqual(heard, [
    ['a', 'ingest.batch', { key: '7' }],
    ['b', 'ingest.batch'],
  ]);
  stop();
  mock.timers.tick(0);
  assert.equal(lines[0]?.closed, true);
  assert.equal(lines[1]?.address, '/api/events?topics=ingest.batch');
});

test('a broken line is opened again, later each time, and subscribers are told to look again', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const { lines, open } = fakeLines();
  const heard: string[] = [];
  const failures: number[] = [];
  createLiveLine(open, (count) => failures.push(count)).subscribe(['cockpit'], (topic) => heard.push(topic));
  mock.timers.tick(0);
  lines[0]?.say('open');
  assert.deepEqual(heard, []);
  lines[0]?.say('error');
  mock.timers.tick(999);
  assert.equal(lines.length, 1);
  mock.timers.tick(1);
  assert.equal(lines.length, 2);
  lines[1]?.say('error');
  mock.timers.tick(1_000);
  assert.equal(lines.length, 2);
  mock.timers.tick(2_000);
  lines[2]?.say('open');
  assert.deepEqual(heard, ['reconnected']);
  assert.deepEqual(failures, [0, 1, 2, 0]);
});

test('nobody listening, no line', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const { lines, open } = fakeLines();
  createLiveLine(open).subscribe(['cockpit'], () => undefined)();
  mock.timers.tick(0);
  assert.deepEqual(lines, []);
});

test('a page that nobody looks at gives its line back, and looks again when it is looked at', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const { lines, open } = fakeLines();
  const heard: string[] = [];
  const live = createLiveLine(open);
  live.subscribe(['cockpit'], (topic) => heard.push(topic));
  mock.timers.tick(0);
  lines[0]?.say('open');
  live.rest(true);
  mock.timers.tick(60_000);
  assert.deepEqual([lines.length, lines[0]?.closed], [1, true]);
  live.rest(false);
  mock.timers.tick(0);
  lines[1]?.say('open');
  assert.deepEqual(heard, ['reconnected']);
});
