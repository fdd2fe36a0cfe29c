import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { SecurityPolicy } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { readPolicy, writePolicy } from '../policy.ts';
import { ROLES } from '../seed/roles.ts';

/**
 * Change the node's security settings; they hold for open sessions too.
 * @throws {Refusal} `identity.unknown-role`
 */
export async function changePolicy(platform: Platform, actor: Actor, policy: SecurityPolicy): Promise<SecurityPolicy> {
  const stray = policy.secondFactorRoles.find((role) => ROLES.every(({ code }) => code !== role));
  if (stray !== undefined) throw identityErrors['unknown-role']({ role: stray });
  const { db, sessions } = deskOf(platform);
  await db.transaction().execute(async (tx) => {
    const before = await readPolicy(tx);
    await writePolicy(tx, policy, platform.clock.now());
    const subject = { kind: 'setting', id: 'identity.policy' };
    await audit(tx, platform.clock, actor, { action: 'policy.change', subject, detail: { before, after: policy } });
  });
  sessions.forgetAll();
  return policy;
}
