import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { purgePublication } from '../olap/observation.ts';
import { insertParts, insertPublication, movePublication, type NewPublication, type Part } from '../sql/publication.ts';
import { raiseVersion } from '../sql/version.ts';

/** What was written under a publication. */
export interface Written {
  readonly rows: number;
  readonly parts: readonly Part[];
}

export interface Published {
  readonly publication: number;
  readonly rows: number;
}

export type Opening = Omit<NewPublication, 'openedAt' | 'openedBy'>;

/**
 * Write observations under an open publication, then commit it: the rows count from that moment on, all together.
 * When writing fails the publication is aborted and its rows are taken away; when the process dies in between,
 * `recover` does so at the next start.
 * @returns null when the batch goes through the binding already
 */
export async function withPublication(
  platform: Platform,
  actor: Actor,
  opening: Opening,
  write: (no: number) => Promise<Written>,
): Promise<Published | null> {
  const no = await open(platform, actor, opening);
  if (no === null) return null;
  try {
    const written = await write(no);
    await commit(platform, actor, no, written);
    return { publication: no, rows: written.rows };
  } catch (error) {
    await abandon(platform, no);
    throw error;
  }
}

async function open(platform: Platform, actor: Actor, opening: Opening): Promise<number | null> {
  const publication = { ...opening, openedAt: platform.clock.now(), openedBy: actor.username };
  return deskOf(platform)
    .db.transaction()
    .execute((tx) => insertPublication(tx, publication));
}

async function commit(platform: Platform, actor: Actor, no: number, written: Written): Promise<void> {
  const { clock } = platform;
  const desk = deskOf(platform);
  const indicators = [...new Set(written.parts.map((part) => part.indicator))];
  await desk.db.transaction().execute(async (tx) => {
    const moved = await movePublication(tx, no, 'open', 'committed', clock.now());
    if (!moved) throw new Error(`publication ${no} is no longer open`);
    await insertParts(tx, no, written.rows, written.parts);
    await raiseVersion(tx);
    await emit(tx, clock, {
      topic: 'indicators.published',
      key: String(no),
      payload: { publication: no, rows: written.rows, indicators: indicators.slice(0, 200) },
    });
    await audit(tx, clock, actor, {
      action: 'indicators.publish',
      subject: { kind: 'publication', id: String(no) },
      detail: { rows: written.rows, indicators: indicators.length },
    });
  });
  desk.changed();
}

/** Give up an open publication: no longer open first, so that its rows can never count, then the rows. */
export async function abandon(platform: Platform, no: number): Promise<void> {
  const { db } = deskOf(platform);
  const { clock } = platform;
  await db.transaction().execute((tx) => movePublication(tx, no, 'open', 'aborted', clock.now()));
  await purgePublication(platform.olap, no);
  await db.transaction().execute((tx) => movePublication(tx, no, 'aborted', 'purged', clock.now()));
}
