import { createHash } from 'node:crypto';

const FIRST_MS = 1000;
const LONGEST_MS = 10 * 60_000;

/**
 * How long to wait before attempt `attempt` + 1: doubled each time up to ten minutes, of which half is drawn. The draw
 * comes from the name and the count, so that nodes do not come back all at once and a test sees the same figure again.
 */
export function backoffMs(name: string, attempt: number): number {
  const whole = Math.min(FIRST_MS * 2 ** Math.min(attempt, 30), LONGEST_MS);
  const drawn = createHash('sha256').update(`${name}:${attempt}`).digest().readUInt32BE(0) / 2 ** 32;
  return Math.round(whole / 2 + (whole / 2) * drawn);
}
