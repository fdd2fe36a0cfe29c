import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash to measure against when there is no such user; no password fits it. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$kUyzkHj9Gv6lyzzJbBUOxA$VBo0ZSkMCdkMDuZhp4bZ/xsrVcMZVGv9MRo0PCRh8rQ';

/** argon2id in PHC form, with its own salt. About 20 ms on one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** Whether a password fits; with null (no such user) it takes as long and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? NOBODY, password.normalize('NFKC'));
  return stored !== null && fits;
}

/** A password to be used once and changed: 12 characters without look-alikes, about 69 bits. */
export function makeOneTimePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
