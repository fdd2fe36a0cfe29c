import { Value } from 'typebox/value';
import { SecurityPolicy } from './contract.ts';
import { KEEPERS } from './rules/role.ts';
import { IDLE_MINUTES } from './rules/session-age.ts';
import { readSetting, writeSetting } from './sql/setting.ts';
import type { Db } from './tables.ts';

const KEY = 'identity.policy';
const DEFAULT: SecurityPolicy = { idleMinutes: IDLE_MINUTES, secondFactorRoles: [...KEEPERS] };

/** The node's security settings; the defaults until someone changes them. */
export async function readPolicy(db: Db): Promise<SecurityPolicy> {
  const stored = await readSetting(db, KEY);
  return Value.Check(SecurityPolicy, stored) ? stored : DEFAULT;
}

/** Store the settings, in the caller's transaction. */
export function writePolicy(db: Db, policy: SecurityPolicy, at: Date): Promise<void> {
  return writeSetting(db, KEY, policy, at);
}
