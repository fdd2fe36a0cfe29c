import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { settleFields } from '../rules/settle.ts';
import { type DemoResource, demoResources } from '../seed/demo.ts';
import { deleteResources, demoIds, unmarkDemo } from '../sql/demo.ts';
import { resourceById } from '../sql/resource.ts';
import { touchSearch } from '../sql/search.ts';
import type { Tx } from '../tables.ts';
import { insertRegistered } from './edit.ts';
import { decideIn, takeStepIn } from './steps.ts';

/** Who writes and who reviews in the demo: two, as everywhere. */
export const DEMO_WRITER: Actor = {
  ...SYSTEM_ACTOR,
  username: 'demo',
  name: '演示',
  permissions: new Set(['catalogue:write']),
};
export const DEMO_REVIEWER: Actor = {
  ...DEMO_WRITER,
  userId: '00000000-0000-7000-8000-000000000001',
  permissions: new Set(['catalogue:review']),
};

/** Register the demo province's resources, once; none has data behind it. */
export async function seedDemo(platform: Platform): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if ((await demoIds(tx)).length > 0) return;
      for (const resource of demoResources()) await seedOne(platform, tx, resource);
    });
}

async function seedOne(platform: Platform, tx: Tx, { stage, fields }: DemoResource): Promise<void> {
  const id = await insertRegistered(platform, tx, DEMO_WRITER, settleFields(fields), true);
  if (stage === 'draft') return;
  await takeStepIn(platform, tx, DEMO_WRITER, id, { event: 'submit', revision: await revisionOf(tx, id) });
  if (stage === 'review') return;
  await decideIn(platform, tx, DEMO_REVIEWER, id, { event: 'publish', revision: await revisionOf(tx, id) });
}

const revisionOf = async (tx: Tx, id: string): Promise<number> => (await resourceById(tx, id))?.revision ?? 0;

/** Take the demo's resources away; one that real data have been mounted to stays, as a real one. Twice changes nothing. */
export async function removeDemo(platform: Platform): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const ids = await demoIds(tx);
      if (ids.length === 0) return;
      for (const id of ids) await touchSearch(tx, id, false);
      const removed = await deleteResources(tx, ids);
      await unmarkDemo(tx);
      await audit(tx, platform.clock, SYSTEM_ACTOR, {
        action: 'catalogue.remove-demo',
        subject: { kind: 'node', id: 'demo' },
        detail: { resources: removed },
      });
    });
}
