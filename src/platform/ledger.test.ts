import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { sql } from 'kysely';
import { audit, canonical, verifyAudit } from './audit.ts';
import { frozenClock } from './clock.ts';
import { Refusal } from './errors.ts';
import { type EventHandler, emit, type StoredEvent, startPump } from './events.ts';
import { startJobs } from './jobs.ts';
import { openTestLedger } from './ledger.test-support.ts';
import { createLog } from './log.ts';
import { migrate, splitStatements } from './migrate.ts';
import { openPglite } from './pg/pglite.ts';
import { type Actor, SYSTEM_ACTOR } from './scope.ts';
import { advance, defineFlow, type Flow, nextState, openArrows } from './workflow.ts';

const { pg, db, close } = await openTestLedger();
const clock = frozenClock(new Date('2026-11-24T07:30:00+08:00'));
const log = createLog('silent');
after(close);

const note = (id: string) => ({
  action: 'note.write',
  subject: { kind: 'note', id },
  detail: { b: 1, a: [true, null] },
});

describe('audit', () => {
  it('chains rows, and concurrent rows stand one behind the other', async () => {
    const write = (id: number) => db.transaction().execute((tx) => audit(tx, clock, SYSTEM_ACTOR, note(String(id))));
    await Promise.all([1, 2, 3, 4, 5].map(write));
    assert.deepEqual(await verifyAudit(db), { rows: 5, brokenAt: null });
  });

  it('leaves no row when its transaction fails: no action, no audit', async () => {
    const failing = db.transaction().execute(async (tx) => {
      await audit(tx, clock, SYSTEM_ACTOR, note('x'));
      throw new Error('undo');
    });
    await assert.rejects(failing);
    assert.equal((await verifyAudit(db)).rows, 5);
  });

  it('refuses every change of what is written', async () => {
    await assert.rejects(db.updateTable('platform.audit').set({ action: 'x' }).execute(), /append-only/);
    await assert.rejects(db.deleteFrom('platform.audit').execute(), /append-only/);
    await assert.rejects(sql`truncate platform.audit`.execute(db), /append-only/);
  });

  it('shows the row where somebody with the keys of the database has changed the text', async () => {
    await pg.script(
      "alter table platform.audit disable trigger user; update platform.audit set detail = '{}' where seq = 3; alter table platform.audit enable trigger user;",
    );
    assert.deepEqual(await verifyAudit(db), { rows: 2, brokenAt: 3 });
  });

  it('writes the same value as the same text', () => {
    assert.equal(canonical({ b: 1, a: { d: [1], c: undefined } }), canonical({ a: { d: [1] }, b: 1 }));
  });
});

describe('outbox', () => {
  it('delivers in order, once, and again after a failure', async () => {
    const seen: string[] = [];
    let failures = 1;
    const handler: EventHandler = {
      name: 'test',
      topics: ['note.written'],
      handle: async ({ key }) => {
        if (key === 'b' && failures-- > 0) throw new Error('not yet');
        seen.push(key);
      },
    };
    for (const key of ['a', 'b', 'c']) {
      await db.transaction().execute((tx) => emit(tx, clock, { topic: 'note.written', key, payload: { key } }));
    }
    await db.transaction().execute((tx) => emit(tx, clock, { topic: 'other', key: 'z', payload: {} }));
    const pump = startPump(db, [handler], log, 60_000);
    await pump.drain();
    assert.deepEqual(seen, ['a']);
    await pump.drain();
    await pump.drain();
    await pump.stop();
    assert.deepEqual(seen, ['a', 'b', 'c']);
  });

  it('tells nothing of a transaction that was rolled back', async () => {
    const failing = db.transaction().execute(async (tx) => {
      await emit(tx, clock, { topic: 'note.written', key: 'ghost', payload: {} });
      throw new Error('undo');
    });
    await assert.rejects(failing);
    const heard: StoredEvent[] = [];
    const pump = startPump(db, [], log, 60_000);
    pump.listen((event) => heard.push(event));
    await pump.drain();
    await pump.stop();
    assert.ok(!heard.some((event) => event.key === 'ghost'));
  });
});

describe('jobs', () => {
  it('runs what was queued, again after a failure', async () => {
    let runs = 0;
    let resolve = () => {};
    const done = new Promise<void>((settle) => {
      resolve = settle;
    });
    const run = async () => {
      runs += 1;
      if (runs === 1) throw new Error('first try fails');
      resolve();
    };
    const jobs = await startJobs(pg, [{ name: 'test.job', retries: 3, run }], log);
    await jobs.send('test.job', { x: 1 });
    await done;
    await jobs.stop();
    assert.equal(runs, 2);
  });
});

const FLOW: Flow = defineFlow({
  name: 'paper',
  version: 1,
  initial: 'draft',
  states: { draft: '草稿', sent: '已报送', closed: '已办结' },
  arrows: {
    send: { from: ['draft'], to: 'sent', permission: 'paper:send', label: '报送' },
    return: { from: ['sent'], to: 'draft', permission: 'paper:check', label: '退回', reason: true },
    close: { from: ['sent'], to: 'closed', permission: 'paper:check', label: '办结' },
    remind: { from: ['sent'], to: 'sent', permission: 'paper:check', label: '催办' },
  },
});
const clerk: Actor = { ...SYSTEM_ACTOR, username: 'clerk', permissions: new Set(['paper:send']) };
const checker: Actor = { ...SYSTEM_ACTOR, username: 'checker', permissions: new Set(['paper:check']) };
const subject = { kind: 'paper', id: '1' };

describe('workflow', () => {
  const step = (actor: Actor, state: string, event: string, reason?: string) =>
    db.transaction().execute((tx) => advance(tx, clock, actor, FLOW, { subject, state, event, reason }));

  it('takes every arrow and records each in a chain', async () => {
    assert.equal(await step(clerk, 'draft', 'send'), 'sent');
    assert.equal(await step(checker, 'sent', 'return', '缺附件'), 'draft');
    assert.equal(await step(clerk, 'draft', 'send'), 'sent');
    assert.equal(await step(checker, 'sent', 'remind'), 'sent');
    assert.equal(await step(checker, 'sent', 'close'), 'closed');
    const rows = await db
      .selectFrom('platform.transition')
      .select(['seq', 'event', 'prev_hash', 'hash'])
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      rows.map((row) => row.event),
      ['send', 'return', 'send', 'remind', 'close'],
    );
    for (const [index, row] of rows.entries()) if (index > 0) assert.equal(row.prev_hash, rows[index - 1]?.hash);
  });

  it('refuses every pair of state and event that has no arrow', () => {
    for (const state of Object.keys(FLOW.states)) {
      for (const [event, arrow] of Object.entries(FLOW.arrows)) {
        assert.equal(nextState(FLOW, state, event), arrow.from.includes(state) ? arrow.to : null);
      }
    }
  });

  it('refuses the wrong person, a missing reason and a second click, and records none of it', async () => {
    const code = (expected: string) => (error: unknown) => error instanceof Refusal && error.code === expected;
    await assert.rejects(step(checker, 'draft', 'send'), code('platform.forbidden'));
    await assert.rejects(step(checker, 'sent', 'return', '  '), code('platform.bad-request'));
    await assert.rejects(step(checker, 'closed', 'close'), code('platform.conflict'));
    assert.deepEqual(
      openArrows(FLOW, 'sent', checker).map(([event]) => event),
      ['return', 'close', 'remind'],
    );
  });

  it('finds a flow that cannot work when it is defined', () => {
    const arrow = { from: ['a'], to: 'nowhere', permission: 'x', label: 'x' };
    assert.throws(
      () => defineFlow({ name: 'f', version: 1, initial: 'a', states: { a: '' }, arrows: { go: arrow } }),
      /unknown state/,
    );
    assert.throws(
      () => defineFlow({ name: 'f', version: 1, initial: 'a', states: { a: '', b: '' }, arrows: {} }),
      /nothing leads to b/,
    );
  });
});

describe('migrations', () => {
  it('runs each file once, and refuses a folder of a newer version', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yiping-migrate-'));
    await mkdir(join(dir, 'pg'));
    await writeFile(join(dir, 'pg', '0001-a.sql'), 'create table a (x int)');
    const engine = await openPglite(null);
    const olap = {
      kind: 'chdb' as const,
      rows: async () => [],
      text: async () => '',
      file: async () => {},
      command: async () => {},
      insert: async () => {},
      close: async () => {},
    };
    assert.deepEqual(await migrate(engine, olap, [{ module: 'm', dir }]), ['m/pg/0001-a.sql']);
    assert.deepEqual(await migrate(engine, olap, [{ module: 'm', dir }]), []);
    await assert.rejects(
      migrate(engine, olap, []),
      (error: unknown) => error instanceof Refusal && error.code === 'platform.newer-data',
    );
    await engine.close();
  });

  it('leaves nothing of a file that fails', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yiping-migrate-'));
    await mkdir(join(dir, 'pg'));
    await writeFile(join(dir, 'pg', '0001-a.sql'), 'create table half (x int);\nselect nonsense from nowhere;');
    const engine = await openPglite(null);
    const olap = {
      kind: 'chdb' as const,
      rows: async () => [],
      text: async () => '',
      file: async () => {},
      command: async () => {},
      insert: async () => {},
      close: async () => {},
    };
    await assert.rejects(migrate(engine, olap, [{ module: 'm', dir }]));
    await writeFile(join(dir, 'pg', '0001-a.sql'), 'create table half (x int);');
    assert.deepEqual(await migrate(engine, olap, [{ module: 'm', dir }]), ['m/pg/0001-a.sql']);
    await engine.close();
  });

  it('splits warehouse files at semicolons that end a line', () => {
    assert.deepEqual(splitStatements("-- first\nCREATE a;\nSELECT ';x';\n"), ['CREATE a', "SELECT ';x'"]);
  });
});
