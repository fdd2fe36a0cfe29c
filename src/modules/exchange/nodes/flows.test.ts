import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { importFile, openDataset } from '#module/ingest';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { shareCheckpoints, stampLog } from './checkpoints.ts';
import { answerCorrection, raiseCorrection } from './corrections.ts';
import { sendDataset, takeInDataset } from './datasets.ts';
import { nodeDeskOf } from './desk.ts';
import { dispatchNow } from './dispatch.ts';
import { exportLog } from './export-log.ts';
import { announceGrant, revokeGrant } from './grants.ts';
import { minutesAfter, note, openPair, type Pair, send, sent, setClock } from './node.test-support.ts';
import { verifyLog } from './rules/verify.ts';

let pair: Pair;
before(async () => {
  pair = await openPair();
});
after(() => pair?.dispose());

const dbOf = (which: 'province' | 'city') => nodeDeskOf(pair[which].platform).db;

/** Take in what has been delivered, as the job does. */
async function takeIn(which: 'province' | 'city') {
  const rows = await dbOf(which)
    .selectFrom('exchange.node_delivery')
    .selectAll()
    .where('state', '=', 'received')
    .execute();
  for (const { id } of rows) await takeInDataset(pair[which].platform, id);
  return dbOf(which).selectFrom('exchange.node_delivery').selectAll().orderBy('received_at').execute();
}

describe('data between two nodes', () => {
  it('go up as a dataset and come back down as the province’s result about the city', async () => {
    const { province, city } = pair;
    const path = join(city.config.dataDir, '煤炭产量.csv');
    await writeFile(path, '地区,时间,原煤产量(万吨)\n太原市,2024年,100\n太原市,2025年,110\n大同市,2025年,90\n');
    const { sheets } = await importFile(city.platform, path, { accept: true });
    const up = await sendDataset(city.platform, SYSTEM_ACTOR, {
      to: 'province',
      kind: 'delivery',
      resourceId: sheets[0]?.resourceId ?? '',
    });
    await dispatchNow(city.platform);
    assert.equal((await sent(city.platform, up)).state, 'delivered');
    const [delivered] = await takeIn('province');
    assert.deepEqual([delivered?.state, delivered?.failure, delivered?.message_id], ['imported', null, up]);
    const [taken] = delivered?.imports ?? [];
    assert.equal(taken?.accepted, 3);
    const dataset = await openDataset(province.platform, taken?.resourceId ?? '');
    const [row] = await province.platform.olap.rows(`SELECT count(), sum(m1) FROM ${dataset?.relation}`);
    assert.deepEqual(row?.map(Number), [3, 300]);

    setClock(city.platform, minutesAfter(1));
    const back = {
      to: 'city-01',
      kind: 'return' as const,
      resourceId: taken?.resourceId ?? '',
      regionPrefix: '1401',
      requestId: up,
    };
    const down = await sendDataset(province.platform, SYSTEM_ACTOR, back);
    await dispatchNow(province.platform);
    const [returned] = await takeIn('city');
    assert.deepEqual([returned?.state, returned?.kind, returned?.request_id], ['imported', 'return', up]);
    assert.equal(returned?.message_id, down);
    assert.equal(returned?.imports[0]?.accepted, 2);
  });

  it('are doubted by a user and answered by the owner, on both sides', async () => {
    const { province, city } = pair;
    const doubt = { resource: '煤炭产量', about: '太原市 2025 年', said: '110 万吨偏高', proposed: '101' };
    const id = await raiseCorrection(province.platform, SYSTEM_ACTOR, 'city-01', doubt);
    await dispatchNow(province.platform);
    await answerCorrection(city.platform, SYSTEM_ACTOR, id, { accepted: true, answer: '已更正。' });
    await dispatchNow(city.platform);
    for (const which of ['province', 'city'] as const) {
      const row = await dbOf(which)
        .selectFrom('exchange.node_correction')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      assert.deepEqual([row.state, row.answer], ['accepted', '已更正。']);
    }
    await assert.rejects(answerCorrection(city.platform, SYSTEM_ACTOR, id, { accepted: false, answer: '再答' }));
  });

  it('name a grant only while it holds', async () => {
    const { platform } = pair.province;
    const grant = { id: 'G-7', resourceCode: 'R-1', purpose: '分析', expiresAt: null };
    const under = { ...note('授权内'), grantId: 'G-7', resourceCode: 'R-1' };
    const states = async (...messages: Parameters<typeof send>[1][]) =>
      Promise.all(
        (await send(platform, ...messages)).map(async (id) => (await sent(platform, id)).code ?? 'delivered'),
      );
    await dbOf('province')
      .transaction()
      .execute((tx) => announceGrant(tx, platform, 'city-01', grant));
    assert.deepEqual(await states(under, { ...under, resourceCode: 'R-2' }), [
      'delivered',
      'exchange.node-unknown-grant',
    ]);
    await dbOf('province')
      .transaction()
      .execute((tx) => revokeGrant(tx, platform, 'city-01', 'G-7'));
    assert.deepEqual(await states(under), ['exchange.node-unknown-grant']);
  });
});

describe('the log of messages', () => {
  const verify = (lines: readonly string[]) =>
    verifyLog(
      (async function* () {
        yield* lines;
      })(),
      null,
    );

  it('is handed to the other node, which sees that it continues', async () => {
    const { platform } = pair.province;
    for (let round = 0; round < 2; round++) {
      await send(platform, ...Array.from({ length: 20 }, (_, at) => note(`第 ${at} 件`)));
      await shareCheckpoints(platform);
      await dispatchNow(platform);
    }
    const heads = await dbOf('city').selectFrom('exchange.node_peer_checkpoint').selectAll().orderBy('size').execute();
    assert.deepEqual(
      heads.map(({ consistent }) => consistent),
      [true, true],
    );
  });

  it('is verified from its export alone; a changed line, a missing one and a false signature are named', async () => {
    const lines: string[] = [];
    for await (const line of exportLog(pair.province.platform)) lines.push(line.trimEnd());
    const whole = await verify(lines);
    assert.deepEqual([whole.bad, whole.lines], [null, lines.length - 2]);
    assert.ok(whole.signatures > 40);
    const changed = lines.with(5, (lines[5] ?? '').replace('sent', 'SENT').replace('receipt', 'RECEIPT'));
    assert.equal((await verify(changed)).bad?.line, 6);
    assert.deepEqual((await verify(lines.toSpliced(7, 1))).bad?.line, 8);
    assert.equal((await verify(lines.slice(0, -1))).bad?.line, lines.length - 1);
    const at = lines.findIndex((line) => line.includes('\\"event\\":\\"sent\\"'));
    const forged = lines.with(at, (lines[at] ?? '').replace(/"signature":".{6}/, '"signature":"AAAAAA'));
    assert.deepEqual((await verify(forged)).bad, { line: at + 1, why: '签名不成立' });
  });

  it('cannot be changed in the ledger', async () => {
    await stampLog(pair.province.platform);
    await assert.rejects(dbOf('province').deleteFrom('exchange.node_log').execute(), /append-only/);
  });
});
