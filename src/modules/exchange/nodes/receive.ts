import { sql } from 'kysely';
import { Errors } from 'typebox/value';
import { audit, canonical } from '#platform/audit.ts';
import { Refusal, refusalOf } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import type { Caller } from './call.ts';
import { nodeDeskOf } from './desk.ts';
import { nodeErrors } from './errors.ts';
import type { Incoming } from './handlers.ts';
import { signingKey } from './keys.ts';
import { handlerOf, type ReadyHandler } from './registry.ts';
import { type Fault, type Header, headerDigest, type Message, messageFault, readMessage } from './rules/envelope.ts';
import type { Receipt, Receipts, SignedReceipts, Status } from './rules/receipt.ts';
import {
  changeInbox,
  heldFrom,
  type InboxChange,
  type InboxRow,
  insertInbox,
  insertReceipt,
  type KnownMessage,
  knownAmong,
  nextReceipt,
} from './sql/inbox.ts';
import { appendLog, type LogEntry, lineHash } from './sql/log.ts';
import { missingParts } from './sql/part.ts';
import { holdsGrant, lockPeer, noteCalled, spendNonce } from './sql/peer.ts';
import { digestOf } from './suites.ts';
import type { InState, Tx } from './tables.ts';

type Sealed = NonNullable<ReturnType<typeof readMessage>>;

/** A line that came, looked at as far as can be without the ledger. */
interface Arrival {
  readonly message: Sealed | null;
  readonly fault: Fault | null;
  readonly digest: string | null;
}

/** What is decided of a message: its state, and why. */
interface Verdict {
  readonly state: InState;
  readonly refusal: Refusal | null;
  readonly missing: readonly string[];
}

/** One call's work under way. */
interface Scene {
  readonly platform: Platform;
  readonly tx: Tx;
  readonly caller: Caller;
  readonly now: Date;
  /** Each handler in a savepoint of its own. */
  readonly careful: boolean;
  readonly known: Map<string, KnownMessage>;
  inSeq: number;
  readonly rows: Omit<InboxRow, 'receipt'>[];
  readonly changes: InboxChange[];
  readonly log: LogEntry[];
}

/** As many may wait for one that is missing. */
const MOST_HELD = 10_000;

/** A node that acts here appears in the audit under its own name. */
export const nodeActor = (id: string): Actor => ({
  ...SYSTEM_ACTOR,
  username: `node:${id}`,
  name: id,
  scope: { regions: [], departments: [] },
  sessionId: `node:${id}`,
});

/**
 * Take messages of a call, each once: verify, put in order, do what they ask, and say so in signed receipts; all in one
 * transaction. Where a handler fails, the whole is undone and taken again with each handler in its own savepoint.
 * @throws {Refusal} `exchange.node-replayed` when the call was made before
 */
export async function receiveMessages(
  platform: Platform,
  caller: Caller,
  lines: readonly string[],
): Promise<SignedReceipts> {
  const arrivals = lines.map((line) => lookAt(platform, caller, line));
  try {
    return await take(platform, caller, arrivals, false);
  } catch (error) {
    if (!(error instanceof HandlerTrouble)) throw error;
    return take(platform, caller, arrivals, true);
  }
}

class HandlerTrouble extends Error {}

function lookAt(platform: Platform, caller: Caller, line: string): Arrival {
  const message = readMessage(line);
  if (!message) return { message, fault: 'malformed', digest: null };
  const { verifiers, id } = caller.member;
  const gate = { self: caller.self, caller: id, keys: verifiers, now: platform.clock.now() };
  const suite = verifiers.get(message.header.key)?.suite ?? 'ed25519';
  return { message, fault: messageFault(message, gate), digest: headerDigest(suite, message.text) };
}

async function take(
  platform: Platform,
  caller: Caller,
  arrivals: readonly Arrival[],
  careful: boolean,
): Promise<SignedReceipts> {
  const key = await signingKey(platform);
  return nodeDeskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const now = platform.clock.now();
      const from = caller.member.id;
      if (!(await spendNonce(tx, from, caller.nonce, now))) throw nodeErrors['node-replayed']({});
      const { inSeq } = await lockPeer(tx, from);
      const known = await knownAmong(tx, from, idsOf(arrivals));
      const scene: Scene = { platform, tx, caller, now, careful, known, inSeq, rows: [], changes: [], log: [] };
      const receipts: Receipt[] = [];
      for (const arrival of arrivals) receipts.push(await judge(scene, arrival));
      await releaseHeld(scene, inSeq);
      return settle(scene, receipts, key);
    });
}

const idsOf = (arrivals: readonly Arrival[]): string[] =>
  arrivals.flatMap(({ message }) => (message ? [message.header.id] : []));

async function judge(scene: Scene, { message, fault, digest }: Arrival): Promise<Receipt> {
  if (!message || digest === null) return refused(nodeErrors['node-malformed']({}), null, null);
  const { header } = message;
  if (fault !== null && fault !== 'expired') {
    const refusal = refusalFor(fault, message, scene.now);
    note(scene, 'refused', header, digest, 'REJECTED', refusal.code);
    return refused(refusal, header, digest);
  }
  const before = scene.known.get(header.id);
  if (before) return repeat(scene, before, header, digest);
  if (header.seq <= scene.inSeq) return refused(nodeErrors['node-replayed']({}), header, digest);
  if (header.seq > scene.inSeq + 1) return hold(scene, message, digest);
  const verdict = await decide(scene, header, message.body);
  scene.inSeq = header.seq;
  keep(scene, message, digest, verdict);
  return receiptOf(header, digest, verdict);
}

/** The same message again: the same answer. One whose parts were missing may have them by now. */
async function repeat(scene: Scene, before: KnownMessage, header: Header, digest: string): Promise<Receipt> {
  if (before.header.body !== header.body || before.header.type !== header.type)
    return { ...refused(nodeErrors['node-replayed']({}), header, digest), final: true };
  if (header.seq === scene.inSeq + 1 && before.state !== 'held') scene.inSeq = header.seq;
  if (before.state !== 'accepted' && before.state !== 'verified')
    return receiptOf(header, digest, verdictOf(scene, before));
  const verdict = await decide(scene, before.header, before.body);
  if (verdict.state !== before.state) change(scene, before, verdict);
  return receiptOf(header, digest, verdict);
}

function hold(scene: Scene, message: Sealed, digest: string): Receipt {
  const refusal = nodeErrors['node-sequence-gap']({ expected: scene.inSeq + 1 });
  const verdict: Verdict = { state: 'held', refusal, missing: [] };
  if (message.header.seq - scene.inSeq <= MOST_HELD) keep(scene, message, digest, verdict);
  return receiptOf(message.header, digest, verdict);
}

/** What was missing has come: those that waited for it take their turn. */
async function releaseHeld(scene: Scene, before: number): Promise<void> {
  if (scene.inSeq === before) return;
  const { tx, caller } = scene;
  // Those of this very call are not in the ledger yet; they come again and are answered then.
  for (const held of await heldFrom(tx, caller.member.id, scene.inSeq + 1)) {
    if (held.seq !== scene.inSeq + 1) return;
    const verdict = await decide(scene, held.header, held.body);
    scene.inSeq = held.seq;
    change(scene, held, verdict);
  }
}

/** What becomes of a message whose turn it is. */
async function decide(scene: Scene, header: Header, body: string): Promise<Verdict> {
  const handler = handlerOf(header.type);
  const refusal = await objection(scene, header, body, handler);
  if (refusal !== null || !handler) return { state: 'rejected', refusal, missing: [] };
  const missing = await missingParts(scene.tx, scene.caller.member.id, header.parts);
  if (missing.length > 0) return { state: 'accepted', refusal: null, missing };
  return handle(scene, handler, header, body);
}

async function objection(
  { tx, caller, now }: Scene,
  header: Header,
  body: string,
  handler: ReadyHandler | undefined,
): Promise<Refusal | null> {
  if (Date.parse(header.expires) <= now.getTime()) return nodeErrors['node-expired']({});
  if (!handler) return nodeErrors['node-unknown-type']({ type: header.type });
  const value = parse(body);
  if (!handler.fits(value)) return nodeErrors['node-bad-body']({ detail: fault(handler, value) });
  const { grant, resource } = header;
  if (grant === null) return handler.needsGrant ? nodeErrors['node-unknown-grant']({ grant }) : null;
  const holds = await holdsGrant(tx, caller.member.id, grant, resource, now);
  return holds ? null : nodeErrors['node-unknown-grant']({ grant });
}

function fault(handler: ReadyHandler, value: unknown): string {
  const [first] = [...Errors(handler.body, value)];
  return first ? `${first.instancePath || '正文'} ${first.message}` : '读不懂';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function handle(scene: Scene, handler: ReadyHandler, header: Header, body: string): Promise<Verdict> {
  const { tx, careful } = scene;
  try {
    if (careful) await sql`savepoint node_handler`.execute(tx);
    await handler.handle(tx, scene.platform, incomingOf(header, body));
    return { state: 'delivered', refusal: null, missing: [] };
  } catch (error) {
    if (!careful) throw new HandlerTrouble('a handler failed', { cause: error });
    await sql`rollback to savepoint node_handler`.execute(tx);
    const refusal = refusalOf(error);
    if (refusal && refusal.status < 500) return { state: 'rejected', refusal, missing: [] };
    scene.platform.log.error({ err: error, message: header.id, type: header.type }, 'a message could not be handled');
    return { state: 'verified', refusal: nodeErrors['node-handler-failed']({}, error), missing: [] };
  }
}

function incomingOf(header: Header, body: string): Incoming {
  const { id, request, from, type, resource, grant, purpose, parts, created } = header;
  return {
    id,
    requestId: request,
    from,
    type,
    resourceCode: resource,
    grantId: grant,
    purpose,
    body: JSON.parse(body),
    parts,
    createdAt: new Date(created),
  };
}

const isSettled = (state: InState): boolean => state === 'delivered' || state === 'rejected';

function keep(scene: Scene, { header, body, signature, text }: Sealed, digest: string, verdict: Verdict): void {
  const { state, refusal } = verdict;
  const at = scene.now.toISOString();
  scene.rows.push({
    from_node: scene.caller.member.id,
    id: header.id,
    seq: header.seq,
    type: header.type,
    request_id: header.request,
    header: text,
    signature,
    digest,
    body,
    state,
    code: refusal?.code ?? null,
    said: refusal?.message ?? null,
    received_at: at,
    settled_at: isSettled(state) ? at : null,
  });
  const { id, seq } = header;
  scene.known.set(id, {
    id,
    seq,
    digest,
    header,
    body,
    state,
    code: refusal?.code ?? null,
    said: refusal?.message ?? null,
  });
  note(scene, 'received', header, digest, STATUS[state], refusal?.code ?? null);
}

function change(scene: Scene, { id, header, digest }: KnownMessage, { state, refusal }: Verdict): void {
  scene.changes.push({ id, state, code: refusal?.code ?? null, said: refusal?.message ?? null });
  note(scene, 'received', header, digest, STATUS[state], refusal?.code ?? null);
}

function note(
  scene: Scene,
  event: LogEntry['event'],
  { id, seq }: Header,
  digest: string,
  status: Status,
  code: string | null,
): void {
  scene.log.push({ event, peer: scene.caller.member.id, id, seq, digest, status, code });
}

const STATUS: Readonly<Record<InState, Status>> = {
  held: 'HELD',
  accepted: 'ACCEPTED',
  verified: 'VERIFIED',
  delivered: 'DELIVERED',
  rejected: 'REJECTED',
};

function verdictOf(scene: Scene, { state, code, said }: KnownMessage): Verdict {
  if (state === 'held')
    return { state, refusal: nodeErrors['node-sequence-gap']({ expected: scene.inSeq + 1 }), missing: [] };
  return { state, refusal: code === null ? null : new Refusal(code, 422, said ?? '', {}), missing: [] };
}

function receiptOf({ id, request }: Header, digest: string, { state, refusal, missing }: Verdict): Receipt {
  const [code, said] = [refusal?.code ?? null, refusal?.message ?? null];
  return { id, request, digest, status: STATUS[state], code, said, final: isSettled(state), missing: [...missing] };
}

function refused({ code, message }: Refusal, header: Header | null, digest: string | null): Receipt {
  const { id = null, request = null } = header ?? {};
  return { id, request, digest, status: 'REJECTED', code, said: message, final: false, missing: [] };
}

function refusalFor(fault: Exclude<Fault, 'expired'>, { header }: Message, now: Date): Refusal {
  if (fault === 'wrong-recipient') return nodeErrors['node-wrong-recipient']({ to: header.to });
  if (fault === 'clock-skew') return nodeErrors['node-clock-skew']({ ms: Date.parse(header.created) - now.getTime() });
  return nodeErrors[`node-${fault}`]({});
}

/** Everything of the call into the ledger: receipts, inbox, log, audit. */
async function settle(
  scene: Scene,
  receipts: readonly Receipt[],
  key: Awaited<ReturnType<typeof signingKey>>,
): Promise<SignedReceipts> {
  const { platform, tx, caller, now, inSeq } = scene;
  const peer = caller.member.id;
  const document: Receipts = {
    v: 1,
    from: caller.self,
    to: peer,
    at: now.toISOString(),
    call: caller.nonce,
    expected: inSeq + 1,
    receipts: [...receipts],
  };
  const text = canonical(document);
  const signed = { text, key: key.id, signature: key.sign(text) };
  const no = await nextReceipt(tx);
  await insertReceipt(tx, { no, direction: 'given', peer, ...signed, at: now });
  await insertInbox(
    tx,
    scene.rows.map((row) => ({ ...row, receipt: no })),
  );
  for (const one of scene.changes) await changeInbox(tx, peer, one, no, now);
  await noteCalled(tx, peer, { inSeq, at: now, directory: caller.knows });
  const given: LogEntry = { event: 'receipt-given', peer, id: null, digest: digestOf('ed25519', text) };
  await appendLog(tx, now, caller.self, [...scene.log, given]);
  const detail = {
    messages: receipts.length,
    accepted: scene.rows.length,
    expected: inSeq + 1,
    digest: lineHash(text),
  };
  const subject = { kind: 'node', id: peer };
  await audit(tx, platform.clock, nodeActor(peer), { action: 'node.receive', subject, detail });
  return signed;
}
