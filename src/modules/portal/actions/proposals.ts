import { audit } from '#platform/audit.ts';
import { newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance } from '#platform/workflow.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { proposalFlow } from '../flow.ts';
import { changeProposal, lockProposal, lockScene, type ProposalRow } from '../sql/cocreate.ts';
import type { ProposalState, Tx } from '../tables.ts';
import { digestOf } from './caller.ts';
import { startRelease } from './start.ts';

export type ProposalEvent = 'accept' | 'decline' | 'pilot' | 'stop' | 'apply' | 'retire';

export interface ProposalDecision {
  readonly event: ProposalEvent;
  readonly text?: string;
  /** Of an application: where it runs and which resources it uses. */
  readonly url?: string;
  readonly resources?: readonly string[];
}

const AFTER: Readonly<Record<ProposalEvent, ProposalState>> = {
  accept: 'accepted',
  decline: 'declined',
  pilot: 'piloting',
  stop: 'stopped',
  apply: 'applied',
  retire: 'retired',
};

/**
 * Take a proposal one step on.
 * @throws {Refusal} `portal.no-such-proposal`, `platform.conflict`, `platform.bad-request` (no reason)
 */
export async function decideProposal(
  platform: Platform,
  actor: Actor,
  id: string,
  decision: ProposalDecision,
): Promise<void> {
  const { event, text = '' } = decision;
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const proposal = await mustLock(tx, id);
      const subject = { kind: 'open-proposal', id };
      await advance(tx, platform.clock, actor, proposalFlow, { subject, state: proposal.state, event, reason: text });
      const at = platform.clock.now();
      await changeProposal(tx, id, { state: AFTER[event], comment: text.trim(), decided_at: at, ...endOf(decision) });
      await audit(tx, platform.clock, actor, {
        action: `portal.proposal-${event}`,
        subject,
        detail: { scene: proposal.scene_id },
      });
    });
}

/** What changes beside the state: an application says where it runs; a sandbox closes when the pilot is over. */
function endOf({ event, url, resources }: ProposalDecision) {
  const closed = { key_digest: null, key_until: null };
  if (event === 'apply') return { url: url ?? '', resources: [...(resources ?? [])], ...closed };
  return event === 'stop' ? closed : {};
}

const DAY = 86_400_000;

/**
 * Open a sandbox for a proposal that was accepted: a key, shown once, and a masked, checked snapshot of each resource.
 * @returns the key and until when it opens
 * @throws {Refusal} `portal.no-such-proposal`, `platform.conflict`, and what `startRelease` throws
 */
export async function openSandbox(
  platform: Platform,
  actor: Actor,
  id: string,
  wish: { days: number; resources: readonly string[] },
): Promise<{ key: string; until: string }> {
  const key = `sb_${newToken(30)}`;
  const until = new Date(platform.clock.now().getTime() + wish.days * DAY);
  const resources = await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const proposal = await mustLock(tx, id);
      if (proposal.state !== 'accepted' && proposal.state !== 'piloting') throw portalErrors['sandbox-closed']({});
      await changeProposal(tx, id, { key_digest: digestOf(key), key_until: until });
      const subject = { kind: 'open-proposal', id };
      const detail = { until: until.toISOString(), resources: wish.resources };
      await audit(tx, platform.clock, actor, { action: 'portal.open-sandbox', subject, detail });
      const scene = await lockScene(tx, proposal.scene_id);
      return wish.resources.length > 0 ? wish.resources : (scene?.resources ?? []);
    });
  for (const resourceId of resources)
    await startRelease(platform, actor, { resourceId, purpose: 'sandbox', proposalId: id });
  return { key, until: until.toISOString() };
}

async function mustLock(tx: Tx, id: string): Promise<ProposalRow> {
  const proposal = await lockProposal(tx, id);
  if (!proposal) throw portalErrors['no-such-proposal']({});
  return proposal;
}
