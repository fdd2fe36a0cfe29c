import { chinaDate } from '#platform/clock.ts';
import { isPeriodKey, type PeriodKey } from '#platform/period/key.ts';
import type { Level } from './contract.ts';
import { type KnownIndicator, knowIndicators } from './known.ts';
import { listDefinitionRows } from './sql/definition.ts';
import { listCommitted, listNewest, listUnfinished, type Newest } from './sql/publication.ts';
import { listReleases } from './sql/release.ts';
import { readVersion } from './sql/version.ts';
import type { Db } from './tables.ts';

/** Levels under which newest periods are kept; figures of 全国 stand beside those of the divisions. */
export type DataLevel = Level | 'nation';

/** The ledger's side of all answers, read at one version and kept until the version rises or the day turns. */
export interface Snapshot {
  readonly version: number;
  /** The China date on which it was read. */
  readonly today: string;
  /** Publications above this number are not known to it, and their rows not read. */
  readonly lastPublication: number;
  /** Publications up to `lastPublication` whose rows do not count. */
  readonly hidden: readonly number[];
  readonly indicators: ReadonlyMap<string, KnownIndicator>;
  readonly newest: NewestPeriods;
  /** Official release instants by `releaseKey`, milliseconds. */
  readonly releases: ReadonlyMap<string, number>;
  /** Demo data is among what is shown. */
  readonly demo: boolean;
}

/** The newest period that has come of an indicator. */
export interface NewestPeriods {
  of(indicator: string, basis: string, frequency: string, level: DataLevel): PeriodKey | null;
  /** The first period that ever came. */
  first(indicator: string, basis: string, frequency: string, level: DataLevel): PeriodKey | null;
  /** Whether anything ever came. */
  any(indicator: string): boolean;
  /** Whether anything ever came at a level. */
  has(indicator: string, level: DataLevel): boolean;
}

/** Read the ledger's side. The version comes first: what changes meanwhile belongs to the next version. */
export async function readSnapshot(db: Db, now: Date): Promise<Snapshot> {
  const { version, lastPublication } = await readVersion(db);
  const today = chinaDate(now);
  const [rows, unfinished, newest, releases, demo] = await Promise.all([
    listDefinitionRows(db),
    listUnfinished(db, ['open', 'aborted', 'withdrawn']),
    listNewest(db),
    listReleases(db),
    listCommitted(db, 'demo'),
  ]);
  return {
    version,
    today,
    lastPublication,
    hidden: unfinished.map(({ no }) => no).filter((no) => no <= lastPublication),
    indicators: knowIndicators(rows, today),
    newest: indexNewest(newest),
    releases: new Map(releases.map((r) => [releaseKey(r.indicator, r.period), r.releaseAt.getTime()])),
    demo: demo.length > 0,
  };
}

/** Index rows of the ledger; rows with a malformed period are none of ours. */
export function indexNewest(rows: readonly Newest[]): NewestPeriods {
  const periods = new Map<string, { first: PeriodKey; last: PeriodKey }>();
  const levels = new Set<string>();
  const indicators = new Set<string>();
  for (const { indicator, basis, frequency, level, first, period } of rows) {
    if (!isPeriodKey(period) || !isPeriodKey(first)) continue;
    periods.set(`${indicator} ${basis} ${frequency} ${level}`, { first, last: period });
    levels.add(`${indicator} ${level}`);
    indicators.add(indicator);
  }
  const find = (...key: string[]) => periods.get(key.join(' ')) ?? null;
  return {
    of: (...key) => find(...key)?.last ?? null,
    first: (...key) => find(...key)?.first ?? null,
    any: (indicator) => indicators.has(indicator),
    has: (indicator, level) => levels.has(`${indicator} ${level}`),
  };
}

export const releaseKey = (indicator: string, period: string): string => `${indicator} ${period}`;
