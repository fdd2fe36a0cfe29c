import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { openToken } from '../rules/token.ts';
import { provides } from '../rules/unit.ts';
import { keysOf } from './grant.ts';
import { mustSeeGrant } from './read.ts';
import { sha256 } from './sign.ts';

/**
 * The values behind tokens of a grant: for the provider's side or the bureau, never for the holder. The audit keeps who,
 * why, how many, and a digest of each token; not a value.
 * @throws {Refusal} `exchange.no-such-grant`, `exchange.not-the-provider`, `exchange.bad-token`
 */
export async function revealTokens(
  platform: Platform,
  actor: Actor,
  grantId: string,
  { tokens, reason }: { tokens: readonly string[]; reason: string },
): Promise<string[]> {
  const grant = await mustSeeGrant(platform, actor, grantId);
  if (actor.scope.departments !== 'all' && !provides(actor, grant.providerDept))
    throw exchangeErrors['not-the-provider']({});
  const keys = keysOf(platform, grant);
  const values = tokens.map((token) => openToken(token, keys));
  const known = values.filter((value) => value !== null);
  const detail = { reason, count: tokens.length, tokens: tokens.map((token) => sha256(token).slice(0, 16)) };
  const subject = { kind: 'exchange-grant', id: grantId };
  const outcome = known.length < values.length ? 'refused' : 'done';
  await deskOf(platform)
    .db.transaction()
    .execute((tx) => audit(tx, platform.clock, actor, { action: 'exchange.reveal', subject, detail, outcome }));
  if (outcome === 'refused') throw exchangeErrors['bad-token']({ count: values.length - known.length });
  return known;
}
