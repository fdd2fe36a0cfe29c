import type { PromiseRecord } from '../contract.ts';

const DAY = 86_400_000;
/** Longest time between two updates of a cycle; `realtime` is held to a day, since a version is a file. */
const DAYS: Readonly<Record<string, number>> = {
  realtime: 1,
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  half: 184,
  year: 366,
};

/** Until when the next version is promised (GB/T 21063.4 更新周期); null where no cycle is named. */
export function promisedAfter(publishedAt: Date, cycle: string): Date | null {
  const days = DAYS[cycle];
  return days === undefined ? null : new Date(publishedAt.getTime() + days * DAY);
}

export interface PublishedVersion {
  readonly version: number;
  readonly rows: number;
  readonly publishedAt: Date;
  readonly dueAt: Date | null;
}

/** What was promised with each version and whether the next one kept it; the newest first. */
export function promiseRecord(versions: readonly PublishedVersion[]): PromiseRecord[] {
  const inOrder = versions.toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime());
  const record = inOrder.map(({ version, rows, publishedAt }, i) => {
    const promised = inOrder[i - 1]?.dueAt ?? null;
    return {
      version,
      rows,
      publishedAt: publishedAt.toISOString(),
      promisedBy: promised?.toISOString() ?? null,
      kept: promised === null ? null : publishedAt <= promised,
    };
  });
  return record.reverse();
}
