import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { LICENCES } from '../contract.ts';
import type { Policy, PolicyDetail } from '../contract-manage.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { whyUnfit } from '../rules/field.ts';
import { isOpenItem } from '../rules/opening.ts';
import { isTheme } from '../rules/theme.ts';
import { policyOf, savePolicy } from '../sql/policy.ts';
import { itemsOf, resourceById } from '../sql/release.ts';

/** How a resource is opened, with its items. @throws {Refusal} `portal.no-such-dataset` */
export async function policyDetail(platform: Platform, resourceId: string): Promise<PolicyDetail> {
  const { db } = deskOf(platform);
  if (!(await resourceById(db, resourceId))) throw portalErrors['no-such-dataset']({});
  const [policy, items] = [await policyOf(db, resourceId), await itemsOf(db, resourceId)];
  return {
    policy: {
      k: policy.k,
      masks: { ...policy.masks },
      theme: isTheme(policy.theme) ? policy.theme : 'other',
      licence: LICENCES.find((licence) => licence === policy.licence) ?? 'open',
    },
    items: items.map((item) => ({
      column: item.column_name,
      name: item.name,
      dataType: item.data_type,
      open: isOpenItem(item),
      openingType: openness(item.opening_type),
      identifier: item.identifier,
      personal: item.personal,
    })),
  };
}

function openness(text: string): 'free' | 'conditional' | 'none' {
  return text === 'free' || text === 'conditional' ? text : 'none';
}

/**
 * Say how a resource is opened: k, masks, theme, licence. It counts from the next version on.
 * @throws {Refusal} `portal.no-such-dataset`, `portal.no-such-item`, `portal.unfit-mask`
 */
export async function changePolicy(
  platform: Platform,
  actor: Actor,
  resourceId: string,
  policy: Policy,
): Promise<void> {
  const { db } = deskOf(platform);
  if (!(await resourceById(db, resourceId))) throw portalErrors['no-such-dataset']({});
  const items = await itemsOf(db, resourceId);
  for (const [column, mask] of Object.entries(policy.masks)) {
    const item = items.find(({ column_name }) => column_name === column);
    if (!item) throw portalErrors['no-such-item']({ item: column });
    const why = whyUnfit(item, mask);
    if (why !== null) throw portalErrors['unfit-mask']({ why });
  }
  await db.transaction().execute(async (tx) => {
    await savePolicy(tx, resourceId, policy, { at: platform.clock.now(), username: actor.username });
    const subject = { kind: 'resource', id: resourceId };
    await audit(tx, platform.clock, actor, { action: 'portal.change-policy', subject, detail: { ...policy } });
  });
}
