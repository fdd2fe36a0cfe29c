import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { movePublication } from '../sql/publication.ts';
import { raiseVersion } from '../sql/version.ts';
import { purge } from './recover.ts';

/** Let publications no longer count, all from one moment on, then take their rows away. */
export async function withdraw(platform: Platform, actor: Actor, publications: readonly number[]): Promise<void> {
  if (publications.length === 0) return;
  const { clock } = platform;
  const desk = deskOf(platform);
  await desk.db.transaction().execute(async (tx) => {
    for (const no of publications) await movePublication(tx, no, 'committed', 'withdrawn', clock.now());
    await raiseVersion(tx);
    const detail = { publications: publications.slice(0, 100), count: publications.length };
    await emit(tx, clock, { topic: 'indicators.withdrawn', key: String(publications[0]), payload: detail });
    const subject = { kind: 'publication', id: String(publications[0]) };
    await audit(tx, clock, actor, { action: 'indicators.withdraw', subject, detail });
  });
  desk.changed();
  for (const no of publications) await purge(platform, no, 'withdrawn');
  desk.changed();
}
