import { apiGet, apiSend } from '#web/api.ts';
import { useGet } from '#web/query.ts';
import { Import, QuarantineList, QuarantineRow } from '../../contract.ts';
import { importPath } from '../run/use-imports.ts';
import { type Act, useAct } from '../use-act.ts';

export type HeldStatus = 'held' | 'released' | 'discarded';

/** Rows asked for at once. */
export const PAGE = 500;
/** Rows decided at once. */
const AT_ONCE = 1_000;

export function quarantinePath(id: string, status: HeldStatus, page: number): string {
  return `${importPath(id)}/quarantine?status=${status}&size=${PAGE}&page=${page}`;
}

/** A page of the quarantined rows of an import. */
export function useQuarantine(id: string, status: HeldStatus, page: number) {
  return useGet(quarantinePath(id, status, page), QuarantineList);
}

/** Whether any row of an import was ever held. */
export function useHasHeld(id: string): boolean {
  const { data } = useGet(`${importPath(id)}/quarantine?size=1`, QuarantineList);
  return data !== undefined && data.total > 0;
}

/** All held rows, for a download. */
export async function allHeld(id: string): Promise<readonly QuarantineRow[]> {
  const rows: QuarantineRow[] = [];
  for (let page = 1; ; page++) {
    const { total, rows: more } = await apiGet(quarantinePath(id, 'held', page), QuarantineList);
    rows.push(...more);
    if (rows.length >= total || more.length === 0) return rows;
  }
}

/** A held row with its cells as a person wants them. */
export interface Mended {
  readonly id: number;
  readonly cells: QuarantineRow['cells'];
}

export interface QuarantineActs extends Act {
  /** Mend rows, then release those that can be read now; the others stay, with what still is wrong. */
  mendAndRelease(rows: readonly Mended[]): Promise<boolean>;
  release(ids: readonly number[]): Promise<boolean>;
  discard(ids: readonly number[]): Promise<boolean>;
}

export function useQuarantineActs(importId: string): QuarantineActs {
  const act = useAct('/api/ingest/imports', '/api/catalogue/');
  const decide = async (what: 'release' | 'discard', ids: readonly number[]) => {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      await apiSend('POST', `${importPath(importId)}/${what}`, { ids: some }, Import);
    }
  };
  const mend = async (rows: readonly Mended[]) => {
    const readable: number[] = [];
    for (const { id, cells } of rows) {
      const { mendedReason } = await apiSend('PUT', `/api/ingest/quarantine/${id}`, { cells }, QuarantineRow);
      if (!mendedReason) readable.push(id);
    }
    return readable;
  };
  return {
    ...act,
    mendAndRelease: (rows) => act.run(async () => decide('release', await mend(rows))),
    release: (ids) => act.run(() => decide('release', ids)),
    discard: (ids) => act.run(() => decide('discard', ids)),
  };
}
