import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { nodeDeskOf } from './desk.ts';
import { dispatchNow } from './dispatch.ts';
import { listOwnKeys, rotateKey } from './keys.ts';
import {
  inbox,
  minutesAfter,
  NOW,
  note,
  openPair,
  type Pair,
  peer,
  post,
  rawCall,
  sealed,
  send,
  sent,
  setClock,
} from './node.test-support.ts';
import { CHUNK_BYTES } from './rules/chunk.ts';
import { admitNode, askToJoin, revokeKey, setMemberStatus } from './setup.ts';
import { pullDirectories } from './sync.ts';

let pair: Pair;
let minute = 0;
const to = () => ({ url: pair.line.url, id: 'city-01' });

/** Both clocks go on, past every wait. */
async function pass(minutes = 15): Promise<void> {
  minute += minutes;
  for (const { platform } of [pair.province, pair.city]) setClock(platform, minutesAfter(minute));
  await dispatchNow(pair.province.platform);
  await dispatchNow(pair.city.platform);
}

const stateOf = async (id: string | undefined) => (await sent(pair.province.platform, id ?? '')).state;

/** What the city says of lines that the province sends. */
async function answer(...lines: string[]) {
  const { receipts } = await post(await rawCall(pair.province, to(), lines));
  return receipts.map(({ status, code }) =>
    code === null ? status : `${status} ${code.replace('exchange.node-', '')}`,
  );
}

before(async () => {
  pair = await openPair();
});
after(() => pair?.dispose());

describe('two nodes', () => {
  afterEach(() => pass());

  it('deliver messages in order, once, with a signed receipt', async () => {
    const { province, city } = pair;
    const ids = await send(province.platform, note('一'), note('二'), note('三'));
    for (const id of ids) assert.equal(await stateOf(id), 'delivered');
    const rows = await inbox(city.platform);
    assert.deepEqual(
      rows.map(({ id, seq, state }) => [id, seq, state]),
      ids.map((id, at) => [id, at + 1, 'delivered']),
    );
    const [back = ''] = await send(city.platform, note('回', 'province'));
    assert.equal((await sent(city.platform, back)).state, 'delivered');
  });

  it('keep what cannot be sent, and send it when the other is back', async () => {
    pair.line.cut();
    const [id] = await send(pair.province.platform, note('断'));
    assert.equal(await stateOf(id), 'sealed');
    const { failure_code, failures, next_at } = await peer(pair.province.platform, 'city-01');
    assert.deepEqual([failure_code, failures], ['exchange.node-unreachable', 1]);
    assert.ok(next_at && next_at > minutesAfter(minute));
    await pass();
    assert.equal((await peer(pair.province.platform, 'city-01')).failures, 2);
    pair.line.mend();
    await pass();
    assert.equal(await stateOf(id), 'delivered');
    assert.equal((await peer(pair.province.platform, 'city-01')).failures, 0);
  });

  it('wait while their clocks are an hour apart, and say by how much', async () => {
    setClock(pair.city.platform, minutesAfter(minute + 60));
    const [id] = await send(pair.province.platform, note('时钟'));
    assert.equal(await stateOf(id), 'sealed');
    const { failure_code, failure } = await peer(pair.province.platform, 'city-01');
    assert.equal(failure_code, 'exchange.node-clock-skew');
    assert.match(failure ?? '', /相差 60 分钟（对方比本节点慢）/);
    await pass();
    assert.equal(await stateOf(id), 'delivered');
  });

  it('refuse the same call again, and change nothing by it', async () => {
    const [line = ''] = await sealed(pair.province, 'city-01', note('重放'));
    const call = await rawCall(pair.province, to(), [line]);
    assert.deepEqual(
      (await post(call)).receipts.map(({ status }) => status),
      ['DELIVERED'],
    );
    const before = (await inbox(pair.city.platform)).length;
    const again = await post(call);
    assert.deepEqual([again.status, again.code], [409, 'exchange.node-replayed']);
    assert.equal((await inbox(pair.city.platform)).length, before);
    // The sender itself may ask again, by another call: it hears the same.
    assert.deepEqual(await answer(line), ['DELIVERED']);
    assert.equal((await inbox(pair.city.platform)).length, before);
  });

  it('refuse what was changed, each change by its own name', async () => {
    const [line = ''] = await sealed(pair.province, 'city-01', note('原文'));
    assert.deepEqual(await answer(line.replace('原文', '改文')), ['REJECTED tampered-body']);
    assert.deepEqual(await answer(line.replace('"type":"note"', '"type":"void"')), ['REJECTED bad-signature']);
    assert.deepEqual(await answer(line.replace('{', '{ ')), ['REJECTED malformed']);
    const call = await rawCall(pair.province, to(), [line]);
    const changed = await post({ ...call, body: line.replace('原文', '改文') });
    assert.deepEqual([changed.status, changed.code], [422, 'exchange.node-tampered-body']);
    await pass();
    assert.equal(await stateOf(JSON.parse(line).header.id), 'delivered');
  });

  it('refuse what is for another, from a stranger, or without a signature', async () => {
    const [line = ''] = await sealed(pair.province, 'city-01', note('收件'));
    const codes = [];
    for (const id of ['city-02', 'province'])
      codes.push((await post(await rawCall(pair.province, { ...to(), id }, [line]))).code);
    assert.deepEqual(codes, ['exchange.node-wrong-recipient', 'exchange.node-wrong-recipient']);
    const call = await rawCall(pair.province, to(), [line]);
    assert.equal(
      (await post({ ...call, headers: { 'x-yiping': 'node', 'content-type': 'application/x-ndjson' } })).code,
      'exchange.node-bad-call',
    );
    const path = '/api/node/messages?x=1';
    assert.equal((await post({ ...call, url: to().url + path })).code, 'exchange.node-bad-signature');
  });

  it('hold what comes before its turn, and lose nothing', async () => {
    await pass();
    const [first = '', second = ''] = await sealed(pair.province, 'city-01', note('先'), note('后'));
    assert.deepEqual(await answer(second), ['HELD sequence-gap']);
    assert.deepEqual(await answer(first), ['DELIVERED']);
    assert.deepEqual(await answer(second), ['DELIVERED']);
  });

  it('reject what has expired, names no known grant, is of no known type, or does not fit its type', async () => {
    const bad = [
      { ...note('过期'), validMs: 60_000 },
      { ...note('授权'), grantId: 'G-1' },
      { ...note('类型'), type: 'no-such' },
      { ...note('格式'), body: { txt: 1 } },
    ];
    pair.line.cut();
    const ids = await send(pair.province.platform, ...bad);
    pair.line.mend();
    await pass();
    const rows = await Promise.all(ids.map((id) => sent(pair.province.platform, id)));
    assert.deepEqual(
      rows.map(({ state, code }) => [state, code?.replace('exchange.node-', '')]),
      [
        ['rejected', 'expired'],
        ['rejected', 'unknown-grant'],
        ['rejected', 'unknown-type'],
        ['rejected', 'bad-body'],
      ],
    );
    assert.equal((await send(pair.province.platform, note('之后'))).length, 1);
  });

  it('stop at once when a key is revoked in the middle, and go on with the next', async () => {
    const { province, city } = pair;
    const [line = ''] = await sealed(city, 'province', note('旧钥', 'province'));
    const { key, id } = JSON.parse(line).header;
    await revokeKey(province.platform, SYSTEM_ACTOR, 'city-01', key);
    await dispatchNow(city.platform);
    const row = await peer(city.platform, 'province');
    assert.equal(row.failure_code, 'exchange.node-revoked-key');
    assert.equal((await sent(city.platform, id)).state, 'sealed');

    const next = await rotateKey(city.platform, SYSTEM_ACTOR, 'sm2');
    await nodeDeskOf(city.platform)
      .db.updateTable('exchange.node_key')
      .set({ revoked_at: NOW })
      .where('id', '=', key)
      .execute();
    await pass();
    assert.equal((await peer(city.platform, 'province')).failure_code, 'exchange.node-unknown-key');
    const wish = {
      id: 'city-01',
      name: '市级节点',
      kind: 'city' as const,
      address: pair.line.url,
      transport: 'plain' as const,
    };
    await admitNode(province.platform, SYSTEM_ACTOR, await askToJoin(city.platform, SYSTEM_ACTOR, wish));
    await pass();
    await pass();
    const after = await sent(city.platform, id);
    assert.equal(after.state, 'delivered');
    assert.equal(JSON.parse(after.header ?? '{}').key, next.id);
    await pullDirectories(city.platform);
    const own = await listOwnKeys(nodeDeskOf(city.platform).db);
    assert.deepEqual(
      own.map(({ id, listed }) => [id, listed]),
      [
        [next.id, true],
        [key, true],
      ],
    );
  });

  it('do not speak while one is suspended', async () => {
    await setMemberStatus(pair.province.platform, SYSTEM_ACTOR, 'city-01', 'suspended');
    const [id = ''] = await send(pair.city.platform, note('停', 'province'));
    assert.equal((await peer(pair.city.platform, 'province')).failure_code, 'exchange.node-suspended');
    await assert.rejects(send(pair.province.platform, note('停')), { code: 'exchange.node-unknown-peer' });
    await setMemberStatus(pair.province.platform, SYSTEM_ACTOR, 'city-01', 'active');
    await pass();
    assert.equal((await sent(pair.city.platform, id)).state, 'delivered');
  });
});

describe('files between two nodes', () => {
  const content = randomBytes(3 * CHUNK_BYTES + 1000);
  const put = (bytes: Buffer) =>
    pair.province.platform.blobs.put(
      (async function* () {
        yield bytes;
      })(),
    );

  it('go on where they were broken off, piece by piece, and are whole in the end', async () => {
    const { hash, bytes } = await put(content);
    pair.line.cutAfter(2.8 * CHUNK_BYTES);
    const [id] = await send(pair.province.platform, { ...note('附件'), parts: [{ hash, bytes, name: '数据.csv' }] });
    await dispatchNow(pair.province.platform);
    assert.equal(await stateOf(id), 'accepted');
    assert.equal(await pair.city.platform.blobs.has(hash), false);
    const before = pair.line.carried;
    pair.line.mend();
    await pass();
    assert.equal(await stateOf(id), 'delivered');
    assert.ok(await pair.city.platform.blobs.has(hash));
    assert.ok(pair.line.carried - before < bytes, 'only what was missing went over the line');
  });

  it('send only pieces that the other has not got from another file', async () => {
    const { hash, bytes } = await put(Buffer.concat([content.subarray(0, 2 * CHUNK_BYTES), Buffer.from('more')]));
    const before = pair.line.carried;
    const [id] = await send(pair.province.platform, { ...note('增量'), parts: [{ hash, bytes }] });
    await pass();
    assert.equal(await stateOf(id), 'delivered');
    assert.ok(pair.line.carried - before < CHUNK_BYTES);
  });

  it('are refused when their bytes are not those that were signed', async () => {
    const { hash, bytes } = await put(Buffer.from('一份数据'));
    const { db } = nodeDeskOf(pair.province.platform);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(pair.province.platform.blobs.pathOf(hash), '另一数据');
    const [id] = await send(pair.province.platform, { ...note('篡改'), parts: [{ hash, bytes }] });
    await dispatchNow(pair.province.platform);
    assert.equal(await stateOf(id), 'accepted');
    assert.equal((await peer(pair.province.platform, 'city-01')).failure_code, 'exchange.node-tampered-part');
    assert.equal(await pair.city.platform.blobs.has(hash), false);
    await writeFile(pair.province.platform.blobs.pathOf(hash), '一份数据');
    await db.deleteFrom('exchange.node_part').where('hash', '=', hash).execute();
    await pass();
    assert.equal(await stateOf(id), 'delivered');
  });
});
