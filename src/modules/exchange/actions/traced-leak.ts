import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { LeakReport } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { traceLeak } from './trace-leak.ts';

/** `traceLeak`, with an entry in the audit: who looked for what, and what was found. */
export async function tracedLeak(
  platform: Platform,
  actor: Actor,
  source: AsyncIterable<Uint8Array>,
): Promise<LeakReport> {
  const report = await traceLeak(platform, source);
  const detail = { hash: report.hash, bytes: report.bytes, found: report.found.map(({ grantId }) => grantId) };
  const subject = { kind: 'exchange-leak', id: report.hash };
  await deskOf(platform)
    .db.transaction()
    .execute((tx) => audit(tx, platform.clock, actor, { action: 'exchange.trace-leak', subject, detail }));
  return report;
}
