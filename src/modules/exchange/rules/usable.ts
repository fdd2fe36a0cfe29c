import { exchangeErrors } from '../errors.ts';
import { grantFlow } from '../flow.ts';
import type { GrantState, PurposeKind, Way } from '../tables.ts';

export const WAY_NAMES: Readonly<Record<Way, string>> = {
  api: '接口',
  file: '文件',
  table: '库表',
  subscription: '订阅',
};

interface Usable {
  readonly state: GrantState;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly way: Way;
  readonly purposeKind: PurposeKind;
}

/**
 * Whether a grant gives anything at this moment, in this way, for this purpose.
 * @throws {Refusal} `exchange.grant-not-active`, `exchange.grant-over`, `exchange.grant-not-begun`, `exchange.wrong-way`, `exchange.wrong-purpose`
 */
export function checkUsable(grant: Usable, use: { now: Date; way: Way; purposeKind: PurposeKind }): void {
  checkStands(grant, use.now);
  if (grant.startsAt > use.now) throw exchangeErrors['grant-not-begun']({ from: dayOf(grant.startsAt) });
  if (grant.way !== use.way) throw exchangeErrors['wrong-way']({ way: WAY_NAMES[grant.way] });
  if (grant.purposeKind !== use.purposeKind) throw exchangeErrors['wrong-purpose']({});
}

/** Whether a grant still stands: neither stopped nor over. */
export function checkStands({ state, endsAt }: Pick<Usable, 'state' | 'endsAt'>, now: Date): void {
  if (state !== 'active') throw exchangeErrors['grant-not-active']({ state: grantFlow.states[state] });
  if (endsAt <= now) throw exchangeErrors['grant-over']({ till: dayOf(endsAt) });
}

const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000 - 1).toISOString().slice(0, 10);
