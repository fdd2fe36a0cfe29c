import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { Rules, RulesChange } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { POLICIES, TIMERS } from '../seed/rules.ts';
import { insertRules, selectPolicies, selectTimers, selectYears, updatePolicy, updateTimer } from '../sql/rule.ts';

/** The rules of time and order, as they stand. */
export async function readRules(platform: Platform): Promise<Rules> {
  const { db } = deskOf(platform);
  const [timers, policies, years] = await Promise.all([selectTimers(db), selectPolicies(db), selectYears(db)]);
  return { timers, policies, years };
}

/** Change them; clocks that run keep the days they began with. */
export async function changeRules(platform: Platform, actor: Actor, change: RulesChange): Promise<Rules> {
  const { timers = [], policies = [], reason } = change;
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const stamp = { at: platform.clock.now(), by: actor.username };
      for (const timer of timers) await updateTimer(tx, timer, stamp);
      for (const policy of policies) await updatePolicy(tx, policy, stamp);
      const subject = { kind: 'exchange-rules', id: 'rules' };
      await audit(tx, platform.clock, actor, {
        action: 'exchange.change-rules',
        subject,
        detail: { timers, policies, reason },
      });
    });
  return readRules(platform);
}

/** The rules that every node begins with; rows that are there stay. */
export async function prepareRules(platform: Platform): Promise<void> {
  const stamp = { at: platform.clock.now(), by: 'system' };
  await insertRules(deskOf(platform).db, { timers: TIMERS, policies: POLICIES }, stamp);
}
