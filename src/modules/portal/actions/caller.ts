import { createHash } from 'node:crypto';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import { authorOf, deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { callsOf, countCall, type KeyRow, keyByDigest } from '../sql/key.ts';

/** Who asks: an address, and a developer key if one was sent. */
export interface Caller {
  readonly address: string;
  readonly key: KeyRow | null;
}

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** @throws {Refusal} `portal.bad-key` for a key that does not stand */
export async function findCaller(platform: Platform, address: string, secret: string | null): Promise<Caller> {
  if (secret === null) return { address, key: null };
  const key = /^yp_[\w-]{20,80}$/.test(secret) ? await keyByDigest(deskOf(platform).db, digestOf(secret)) : undefined;
  if (!key) throw portalErrors['bad-key']({});
  return { address, key };
}

/**
 * Let a call of the interface in, by minute and day.
 * @throws {Refusal} `portal.too-fast`, `portal.quota-used`
 */
export async function admit(platform: Platform, { address, key }: Caller): Promise<void> {
  const { anonymous, keyed, elapsed, db } = deskOf(platform);
  const wait = key ? keyed.take(key.id, elapsed()) : anonymous.take(address, elapsed());
  if (wait > 0) throw portalErrors['too-fast']({ seconds: wait });
  if (!key) return;
  const now = platform.clock.now();
  const used = await callsOf(db, key.id, chinaDate(now));
  if (used >= key.quota) throw portalErrors['quota-used']({ quota: key.quota, seconds: secondsToMidnight(now) });
}

/** Write down what a key has used. */
export async function charge(platform: Platform, { key }: Caller, rows: number): Promise<void> {
  if (key) await countCall(deskOf(platform).db, key.id, chinaDate(platform.clock.now()), rows);
}

/** Let a reader of pages and catalogues in. @throws {Refusal} `portal.too-fast` */
export function admitReader(platform: Platform, address: string): void {
  const { reading, elapsed } = deskOf(platform);
  const wait = reading.take(address, elapsed());
  if (wait > 0) throw portalErrors['too-fast']({ seconds: wait });
}

/** Let someone write, and say under which name the limits know them. @throws {Refusal} `portal.too-fast` */
export function admitWriter(platform: Platform, { address, key }: Caller): string {
  const { writing, elapsed } = deskOf(platform);
  const wait = writing.take(address, elapsed());
  if (wait > 0) throw portalErrors['too-fast']({ seconds: wait });
  return key ? `key:${key.id}` : authorOf(platform, address);
}

/** Seconds to the next midnight in China. */
export function secondsToMidnight(now: Date): number {
  const day = 86_400_000;
  return Math.ceil((day - ((now.getTime() + 8 * 3_600_000) % day)) / 1000);
}

/** The start of the day in China. */
export function startOfDay(now: Date): Date {
  return new Date(`${chinaDate(now)}T00:00:00+08:00`);
}
