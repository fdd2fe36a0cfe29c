import { randomBytes, randomUUID } from 'node:crypto';

/** A UUID version 7 (RFC 9562): sorts by time, so indexes stay dense. `at` in milliseconds since 1970. */
export function newId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const rest = randomUUID().slice(14);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(1)}`;
}

/** What a request is called in logs and problems. Random bytes for it are drawn for many at once. */
export function newRequestId(): string {
  return randomUUID();
}

/** An unguessable token of `bytes` random bytes, base64url. */
export function newToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}
