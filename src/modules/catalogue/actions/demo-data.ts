import type { Platform } from '#platform/module.ts';
import { classesOf, deskOf } from '../desk.ts';
import { isAssignable } from '../rules/class.ts';
import { fieldsOf } from '../rules/fields.ts';
import { markDemo } from '../sql/demo.ts';
import { itemsOf, resourceById } from '../sql/resource.ts';
import type { UpdateCycle } from '../tables.ts';
import { DEMO_REVIEWER, DEMO_WRITER } from './demo.ts';
import { saveFields } from './edit.ts';
import { decide, takeStep } from './steps.ts';

const revisionOf = async (platform: Platform, id: string): Promise<number> =>
  (await resourceById(deskOf(platform).db, id))?.revision ?? 0;

/**
 * Take a resource whose data are the demo's through the life cycle, with all items open: written by one, reviewed by
 * another, as everywhere. One that was published before stays as it is.
 * @throws {Refusal} what saving, submitting and publishing refuse
 */
export async function publishDemoData(
  platform: Platform,
  id: string,
  wish: { summary: string; updateCycle: UpdateCycle },
): Promise<void> {
  const { db } = deskOf(platform);
  const row = await resourceById(db, id);
  if (!row || row.version > 0) return;
  await db.transaction().execute((tx) => markDemo(tx, id));
  if (row.stage === 'draft') {
    const fields = fieldsOf(row, await itemsOf(db, id));
    const open = { sharingType: 'free', openingType: 'free' } as const;
    const classCode = await classFor(platform, fields.title, fields.providerDept);
    const items = fields.items.map((item) => ({ ...item, ...open }));
    const opened = { ...fields, ...open, ...wish, classCode, items, sharingWays: ['api' as const, 'file' as const] };
    await saveFields(platform, DEMO_WRITER, id, { revision: row.revision, fields: opened });
    await takeStep(platform, DEMO_WRITER, id, { event: 'submit', revision: await revisionOf(platform, id) });
  }
  await decide(platform, DEMO_REVIEWER, id, { event: 'publish', revision: await revisionOf(platform, id) });
}

/** End a resource of the demo: its attributes no longer count anywhere. Twice changes nothing. */
export async function retireDemoData(platform: Platform, id: string): Promise<void> {
  const row = await resourceById(deskOf(platform).db, id);
  if (row?.stage !== 'published') return;
  await decide(platform, DEMO_REVIEWER, id, { event: 'retire', revision: row.revision, reason: '演示数据已移除' });
}

async function classFor(platform: Platform, title: string, dept: string | null): Promise<string | null> {
  const nodes = (await classesOf(platform)).filter(isAssignable);
  const spoken = nodes.find(({ words }) => words.some((word) => title.includes(word)));
  return (spoken ?? nodes.find((node) => node.dept === dept) ?? nodes[0])?.code ?? null;
}
