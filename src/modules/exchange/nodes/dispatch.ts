import { elapsedClock } from '#platform/clock.ts';
import { type Refusal, refusalOf } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { sha256 } from './call.ts';
import { callNode } from './client.ts';
import { type KnownMember, nodeDeskOf } from './desk.ts';
import { currentDirectory, mustBeMember, mustBeNode } from './directory.ts';
import { nodeErrors } from './errors.ts';
import { backoffMs } from './rules/backoff.ts';
import { keyFault, wireFrom } from './rules/envelope.ts';
import { outcomeOf } from './rules/outcome.ts';
import { type Receipts, readReceipts, readSigned, type SignedReceipts } from './rules/receipt.ts';
import { nextBatch } from './seal.ts';
import { insertReceipt, nextReceipt } from './sql/inbox.ts';
import { appendLog, type LogEntry } from './sql/log.ts';
import {
  changeOutbox,
  giveUpNumber,
  insertOutbox,
  type OutChange,
  partsDone,
  partsDue,
  peersWaiting,
  type SealedRow,
  sendAgainFrom,
  unseal,
} from './sql/outbox.ts';
import { failuresOf, lockPeer, noteAnswered, noteFailed, setOutSeq, takeLease } from './sql/peer.ts';
import { pushDirectories } from './sync.ts';
import type { Tx } from './tables.ts';
import { uploadPart } from './upload.ts';

const TICK_MS = 1000;
const LEASE_SECONDS = 90;

/** Send what waits, now and whenever something is written into the outbox. The returned function ends it. */
export function startDispatch(platform: Platform): () => Promise<void> {
  const desk = nodeDeskOf(platform);
  const state: { running: Promise<void> | null; soon: NodeJS.Timeout | null } = { running: null, soon: null };
  // One look at a time; whoever wakes it meanwhile is seen to by the next, a moment later.
  const tick = () => {
    state.soon = null;
    if (state.running) return;
    state.running = dispatchNow(platform)
      .catch((error) => {
        platform.log.error({ err: error }, 'the outbox could not be looked through; it is looked at again');
      })
      .finally(() => {
        state.running = null;
      });
  };
  // The writer's transaction is still open when it says so: a moment later it may be seen.
  desk.wake = () => {
    state.soon ??= setTimeout(tick, 5);
  };
  const timer = setInterval(tick, TICK_MS);
  return async () => {
    clearInterval(timer);
    if (state.soon) clearTimeout(state.soon);
    desk.wake = () => {};
    desk.stopped = true;
    for (const agent of desk.agents.values()) agent.destroy();
    await state.running;
    await Promise.allSettled(desk.sending.values());
  };
}

/** Send to every peer what is due; resolves when nothing more is due at this moment, or a peer does not answer. */
export async function dispatchNow(platform: Platform): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const known = await currentDirectory(platform);
  if (known === null) return;
  await pushDirectories(platform);
  const members = [...known.members.keys()];
  // What was answered may be due at once again: a message whose parts are there now.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const peers = await peersWaiting(db, members, platform.clock.now());
    if (peers.length === 0 || nodeDeskOf(platform).stopped) return;
    await Promise.all(peers.flatMap((to) => [once(platform, to, 'messages'), once(platform, to, 'parts')]));
  }
}

const MOST_ROUNDS = 20;

/** One run at a time for a peer and a kind; whoever asks meanwhile waits for it. */
function once(platform: Platform, to: string, kind: 'messages' | 'parts'): Promise<void> {
  const { sending } = nodeDeskOf(platform);
  const key = `${kind} ${to}`;
  const under = sending.get(key);
  if (under) return under;
  const run = (kind === 'messages' ? sendAll(platform, to) : bringParts(platform, to)).finally(() =>
    sending.delete(key),
  );
  sending.set(key, run);
  return run;
}

/** Failures of a line or of a whole call are the peer's: it is left alone for a while, the messages stay as they are. */
async function guarded(platform: Platform, to: string, work: (member: KnownMember) => Promise<void>): Promise<void> {
  const desk = nodeDeskOf(platform);
  if (desk.stopped || !(await takeLease(desk.db, to, desk.run, LEASE_SECONDS))) return;
  try {
    await work(await mustBeMember(platform, to));
  } catch (error) {
    if (desk.stopped) return;
    const refusal = refusalOf(error);
    if (!refusal) platform.log.error({ err: error, peer: to }, 'sending to a node failed');
    await fail(platform, to, refusal ?? nodeErrors['node-bad-reply']({}));
  }
}

async function fail(platform: Platform, to: string, { code, message }: Refusal): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const now = platform.clock.now();
  const { failures, nextAt } = await failuresOf(db, to);
  // Messages and parts that fail together have failed once.
  if (nextAt !== null && nextAt > now) return;
  await noteFailed(db, to, now, new Date(now.getTime() + backoffMs(to, failures)), code, message);
}

/** Messages in batches; while one is under way the next is put under signature. */
function sendAll(platform: Platform, to: string): Promise<void> {
  return guarded(platform, to, async (member) => {
    const { db, run } = nodeDeskOf(platform);
    let batch = await nextBatch(platform, to, 0);
    while (batch.length > 0 && !nodeDeskOf(platform).stopped) {
      const [answer, next] = await Promise.all([
        post(platform, member, batch),
        nextBatch(platform, to, batch.at(-1)?.seq ?? 0),
      ]);
      await settle(platform, member, batch, answer);
      if (!(await takeLease(db, to, run, LEASE_SECONDS))) return;
      batch = next.length > 0 ? next : await nextBatch(platform, to, 0);
    }
  });
}

/** An answer: the receipts as they were signed, and what they say. */
interface Answer {
  readonly signed: SignedReceipts;
  readonly receipts: Receipts;
  readonly latencyMs: number;
}

/** A message as it goes over the line: canonical JSON, its header and body as they were signed. */
export const wire = ({ body, header, signature }: SealedRow): string => wireFrom(body, header, signature);

async function post(platform: Platform, member: KnownMember, batch: readonly SealedRow[]): Promise<Answer> {
  const content = Buffer.from(batch.map(wire).join('\n'));
  const elapsed = elapsedClock();
  const reply = await callNode(platform, member, {
    method: 'POST',
    path: '/api/node/messages',
    type: 'application/x-ndjson',
    body: { bytes: content.length, sha256: sha256(content), content },
  });
  const latencyMs = elapsed();
  const signed = readSigned(reply.value);
  const receipts = signed && readReceipts(signed.text);
  if (!signed || !receipts) throw nodeErrors['node-bad-reply']({});
  mustBeTheirs(platform, member, signed);
  const { id } = await mustBeNode(platform);
  const fits = receipts.from === member.id && receipts.to === id && receipts.call === reply.nonce;
  if (!fits || receipts.receipts.length !== batch.length) throw nodeErrors['node-bad-reply']({});
  return { signed, receipts, latencyMs };
}

function mustBeTheirs(platform: Platform, { verifiers }: KnownMember, { key, text, signature }: SignedReceipts): void {
  const known = verifiers.get(key);
  const isGood = keyFault(known, platform.clock.now()) === null && known?.verify(text, signature);
  if (!isGood) throw nodeErrors['node-bad-reply']({});
}

async function settle(
  platform: Platform,
  member: KnownMember,
  batch: readonly SealedRow[],
  { signed, receipts, latencyMs }: Answer,
): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const now = platform.clock.now();
  const { id: self } = await mustBeNode(platform);
  await db.transaction().execute(async (tx) => {
    const no = await nextReceipt(tx);
    await insertReceipt(tx, { no, direction: 'taken', peer: member.id, ...signed, at: now });
    const log: LogEntry[] = [{ event: 'receipt-taken', peer: member.id, id: null, digest: sha256(signed.text) }];
    const outcomes = batch.map((row, at) => outcomeOf(row, receipts.receipts[at], now, no));
    await changeOutbox(
      tx,
      outcomes.map(({ change }) => change),
    );
    await unseal(tx, nosOf(outcomes, 'reseal'), false);
    await unseal(tx, nosOf(outcomes, 'renumber'), true);
    await catchUp(tx, member.id, batch, outcomes, receipts.expected);
    for (const [at, { act, change }] of outcomes.entries()) {
      const row = batch[at];
      if (act !== 'bury' || !row) continue;
      await bury(platform, tx, member.id, row);
      log.push({ event: 'dead', peer: member.id, id: row.id, seq: row.seq, digest: row.digest, code: change.code });
    }
    await appendLog(tx, now, self, log);
  });
  const clockMs = Date.parse(receipts.at) - now.getTime();
  await noteAnswered(db, member.id, now, latencyMs, clockMs);
}

type Outcomes = readonly { readonly act: string; readonly change: OutChange }[];
const nosOf = (outcomes: Outcomes, act: string): number[] =>
  outcomes.filter((outcome) => outcome.act === act).map(({ change }) => change.no);

/** Numbers that have come apart, because one of the two was set back to an older state, are brought together again. */
async function catchUp(tx: Tx, to: string, batch: readonly SealedRow[], outcomes: Outcomes, expected: number) {
  const first = batch[0]?.seq ?? 0;
  if (outcomes.some(({ act }) => act === 'renumber')) {
    const { outSeq } = await lockPeer(tx, to);
    if (outSeq < expected - 1) await setOutSeq(tx, to, expected - 1);
  }
  if (outcomes.some(({ act }) => act === 'held') && expected < first) await sendAgainFrom(tx, to, expected, first);
}

/** Give a message up. Another takes its number, so that those after it are not held for ever. */
async function bury(platform: Platform, tx: Tx, to: string, row: SealedRow): Promise<void> {
  const now = platform.clock.now();
  const id = newId(now);
  await giveUpNumber(tx, row.no);
  await insertOutbox(tx, [
    {
      id,
      to_node: to,
      type: 'void',
      request_id: id,
      resource: null,
      grant_id: null,
      purpose: null,
      body: JSON.stringify({ message: row.id }),
      parts: [],
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + 3650 * 24 * 3_600_000).toISOString(),
      seq: row.seq,
    },
  ]);
}

/** Bring the parts of messages that were taken; each message is then said once more. */
function bringParts(platform: Platform, to: string): Promise<void> {
  return guarded(platform, to, async (member) => {
    const { db } = nodeDeskOf(platform);
    let due = await partsDue(db, to, platform.clock.now());
    while (due.length > 0) {
      for (const { no, parts } of due) {
        for (const part of parts) await uploadPart(platform, member, part);
        await partsDone(db, no);
      }
      nodeDeskOf(platform).wake();
      due = await partsDue(db, to, platform.clock.now());
    }
  });
}
