import type { Actor } from '#platform/scope.ts';
import { exchangeErrors } from '../errors.ts';
import { actsFor, provides, type Unit } from './unit.ts';

/** Between whom a request stands, and who has acted on it. */
interface Parties {
  readonly providerDept: string;
  readonly requesterKind: Unit['kind'];
  readonly requesterCode: string;
  readonly createdBy: string;
  readonly conformityBy: string | null;
}

const BY_REQUESTER = new Set([
  'submit',
  'take',
  'supply',
  'explain',
  'object',
  'withdraw',
  'confirm',
  'dispute',
  'return-grant',
]);
const BY_PROVIDER = new Set(['ask', 'approve', 'refuse', 'concede']);

/**
 * Separated duties (职责分离): the requester's side asks, the bureau looks at the form, the provider's own people decide;
 * nobody judges their own request, and nobody takes both reviews of one.
 * @throws {Refusal} `exchange.not-the-requester`, `exchange.not-the-provider`, `exchange.own-request`, `exchange.second-step-by-one`
 */
export function checkDuty(actor: Actor, event: string, parties: Parties): void {
  const requester: Unit = { kind: parties.requesterKind, code: parties.requesterCode };
  if (BY_REQUESTER.has(event)) {
    if (!actsFor(actor, requester)) throw exchangeErrors['not-the-requester']({});
    return;
  }
  if (parties.createdBy === actor.userId || actsFor(actor, requester)) throw exchangeErrors['own-request']({});
  if (!BY_PROVIDER.has(event)) return;
  if (!provides(actor, parties.providerDept)) throw exchangeErrors['not-the-provider']({});
  if (parties.conformityBy === actor.userId) throw exchangeErrors['second-step-by-one']({});
}
