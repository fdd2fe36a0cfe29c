import { setDemoState } from '#platform/install.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { listCommitted } from '../sql/publication.ts';
import { deleteTargetsBy } from '../sql/target.ts';
import { raiseVersion } from '../sql/version.ts';
import { withdraw } from './withdraw.ts';

/** Who sets the targets of the demo province. */
export const DEMO_SETTER = 'demo';

/** Whether figures of the demo province are among what is shown: every screen and export must say so. */
export async function isDemoShown(platform: Platform): Promise<boolean> {
  return (await deskOf(platform).snapshot()).demo;
}

/** Take the figures and targets of the demo province away, and with them the mark; doing it twice changes nothing. */
export async function removeDemo(platform: Platform, actor: Actor): Promise<{ publications: number }> {
  const desk = deskOf(platform);
  const publications = await listCommitted(desk.db, 'demo');
  await desk.db.transaction().execute(async (tx) => {
    await deleteTargetsBy(tx, DEMO_SETTER);
    await raiseVersion(tx);
  });
  desk.changed();
  await withdraw(
    platform,
    actor,
    publications.map(({ no }) => no),
  );
  await setDemoState(platform, 'none');
  return { publications: publications.length };
}
