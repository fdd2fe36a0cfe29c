import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { GrantKeys } from './keys.ts';

const IV_BYTES = 16;

/** The value behind a token made with these keys; null when it was not, or has been changed. */
export function openToken(token: string, keys: GrantKeys): string | null {
  if (!/^(?:[0-9a-f]{2}){17,}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'hex');
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-ctr', Buffer.from(keys.enc, 'hex'), iv);
  const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]);
  const expected = createHmac('sha256', Buffer.from(keys.mac, 'hex')).update(plain).digest().subarray(0, IV_BYTES);
  return timingSafeEqual(expected, iv) ? plain.toString('utf8') : null;
}
