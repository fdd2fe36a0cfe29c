/** What live messages tell of an import under way, and how far it is. */
import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Import, ImportStatus } from '../../contract.ts';

/** Topic of the hints about imports. */
export const PROGRESS_TOPIC = 'ingest.progress';

const Progress = Type.Partial(
  Type.Pick(Import, [
    'read',
    'accepted',
    'quarantined',
    'nonData',
    'bytesDone',
    'bytesTotal',
    'rowsPerSecond',
    'secondsLeft',
  ]),
);
const Message = Type.Object({ key: Type.String(), status: ImportStatus, ...Progress.properties });
export type LiveProgress = Static<typeof Message>;

/** Read a live message; null for one of another kind, such as the word that the line is back. */
export function readProgress(message: unknown): LiveProgress | null {
  return Check(Message, message) ? message : null;
}

/** Whether nothing more will come of an import by itself. */
export function isEnded({ status }: Pick<Import, 'status'>): boolean {
  return status !== 'queued' && status !== 'running';
}

/** The import with what was told since it was asked for; what has ended is not moved back. */
export function withProgress(one: Import, told: LiveProgress | undefined): Import {
  if (!told || told.key !== one.id || isEnded(one) || told.status !== 'running') return one;
  if ((told.bytesDone ?? 0) < one.bytesDone) return one;
  const { key, ...news } = told;
  return { ...one, ...news };
}

/** Share of the bytes that have been read, in percent. */
export function shareDone({ bytesDone, bytesTotal }: Pick<Import, 'bytesDone' | 'bytesTotal'>): number {
  return bytesTotal > 0 ? Math.min(100, (bytesDone / bytesTotal) * 100) : 0;
}
