import { backoffMs } from './backoff.ts';
import type { Receipt } from './receipt.ts';

/** The message that was sent, as far as the outcome needs it. */
export interface Sent {
  readonly no: number;
  readonly id: string;
  readonly digest: string;
  readonly attempts: number;
}

/** The next state of a message in the outbox. */
export interface Change {
  readonly no: number;
  readonly state: 'sealed' | 'accepted' | 'delivered' | 'rejected' | 'dead';
  readonly code: string | null;
  readonly said: string | null;
  readonly attempts: number;
  readonly next_at: string | null;
  readonly settled_at: string | null;
  readonly receipt: number | null;
}

/** What is to be done besides: sign anew, number anew, wait for those before it, give it up, or nothing. */
export type Act = 'nothing' | 'reseal' | 'renumber' | 'held' | 'bury';

/** So often is a message tried that its receiver will not take; then it waits for a person. */
export const MOST_ATTEMPTS = 10;

/** Refusals that another signature may mend: the key has changed, or the message was spoilt where it lay or on its way. */
const RESEAL = new Set(
  ['unknown-key', 'revoked-key', 'key-out-of-date', 'bad-signature', 'tampered-body', 'malformed'].map(
    (fault) => `exchange.node-${fault}`,
  ),
);

/** What a receipt makes of a message. One that does not fit the message is as none. */
export function outcomeOf(
  sent: Sent,
  receipt: Receipt | undefined,
  now: Date,
  no: number,
): { readonly change: Change; readonly act: Act } {
  const { code = null, said = null } = receipt ?? {};
  const base = { no: sent.no, code, said, attempts: sent.attempts, next_at: null, settled_at: null, receipt: no };
  const settled_at = now.toISOString();
  if (!receipt || (receipt.id !== null && (receipt.id !== sent.id || receipt.digest !== sent.digest)))
    return again(sent, base, now, 'nothing');
  if (receipt.status === 'DELIVERED') return { change: { ...base, state: 'delivered', settled_at }, act: 'nothing' };
  if (receipt.status === 'REJECTED' && receipt.final)
    return { change: { ...base, state: 'rejected', settled_at }, act: 'nothing' };
  if (receipt.status === 'ACCEPTED') return { change: { ...base, state: 'accepted' }, act: 'nothing' };
  if (receipt.status === 'HELD')
    return { change: { ...base, state: 'sealed', next_at: at(now, sent.id, 0) }, act: 'held' };
  if (code === 'exchange.node-clock-skew')
    return { change: { ...base, state: 'sealed', next_at: at(now, sent.id, 6) }, act: 'nothing' };
  if (code === 'exchange.node-replayed') return again(sent, base, now, 'renumber');
  return again(sent, base, now, code !== null && RESEAL.has(code) ? 'reseal' : 'nothing');
}

function again(sent: Sent, base: Omit<Change, 'state'>, now: Date, act: Act): { change: Change; act: Act } {
  const attempts = sent.attempts + 1;
  if (attempts >= MOST_ATTEMPTS)
    return { change: { ...base, state: 'dead', attempts, settled_at: now.toISOString() }, act: 'bury' };
  return { change: { ...base, state: 'sealed', attempts, next_at: at(now, sent.id, attempts) }, act };
}

const at = (now: Date, name: string, attempt: number): string =>
  new Date(now.getTime() + backoffMs(name, attempt)).toISOString();
