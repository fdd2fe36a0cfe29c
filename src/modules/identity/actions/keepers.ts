import { identityErrors } from '../errors.ts';
import { KEEPERS, type RoleCode } from '../rules/role.ts';
import { ROLES } from '../seed/roles.ts';
import { lockHoldersOf } from '../sql/grant.ts';
import type { Tx } from '../tables.ts';

/** The name of a role on screen. */
export function roleName(code: string): string {
  return ROLES.find((role) => role.code === code)?.name ?? code;
}

/**
 * Make sure that each of these keeper roles keeps a holder once this user is gone from it. The holders are held until the
 * transaction ends, so that two keepers cannot remove each other at the same time.
 * @throws {Refusal} `identity.last-keeper`
 */
export async function refuseLastKeeper(tx: Tx, userId: string, roles: readonly string[]): Promise<void> {
  for (const role of KEEPERS.filter((keeper) => roles.includes(keeper))) {
    const holders = await lockHoldersOf(tx, role);
    const leaves = holders.some((holder) => holder.id === userId);
    if (leaves && holders.length === 1) throw identityErrors['last-keeper']({ role: roleName(role) });
  }
}

/** The keeper roles that nobody but demo accounts holds. */
export async function vacantKeepers(tx: Tx): Promise<readonly RoleCode[]> {
  const vacant: RoleCode[] = [];
  for (const role of KEEPERS) {
    const holders = await lockHoldersOf(tx, role);
    if (holders.every((holder) => holder.isDemo)) vacant.push(role);
  }
  return vacant;
}
