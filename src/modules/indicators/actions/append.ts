import type { Platform } from '#platform/module.ts';
import { BASES } from '#platform/period/basis.ts';
import { type Frequency, frequencyOf, isPeriodKey } from '#platform/period/key.ts';
import type { Actor } from '#platform/scope.ts';
import type { VintageStage } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import { appendObservations, type Observation } from '../olap/observation.ts';
import type { DataLevel } from '../snapshot.ts';
import type { Part } from '../sql/publication.ts';
import { type Published, type Written, withPublication } from './publish.ts';

export interface PublishOptions {
  /** Stage of rows that name none. */
  readonly stage: VintageStage;
  /** The vintage instant of all rows: when the figures became known. */
  readonly at: Date;
  readonly source: 'filing' | 'system' | 'demo';
}

/** Rows that go to the warehouse in one statement. */
const CHUNK = 50_000;

/**
 * Publish observations that another module holds: a few of a filing, or a stream of millions. All of them count from one
 * moment on, or none. For several vintages of a figure publish several times, oldest first.
 * @throws {Refusal} `indicators.bad-observation`, `indicators.unknown-indicator`; nothing of the stream counts then
 */
export async function publishObservations(
  platform: Platform,
  actor: Actor,
  observations: Iterable<Observation> | AsyncIterable<Observation>,
  options: PublishOptions,
): Promise<Published> {
  const { stage, at, source } = options;
  const known = (await deskOf(platform).snapshot()).indicators;
  const opening = { source, binding: null, sourceBatch: null, stage, at };
  const published = await withPublication(platform, actor, opening, async (publication) => {
    const tally = createTally();
    let chunk: Observation[] = [];
    const flush = async () => {
      await appendObservations(platform, chunk, { publication, at, stage });
      chunk = [];
    };
    for await (const observation of observations) {
      checkObservation(observation, known);
      tally.add(observation);
      if (chunk.push(observation) >= CHUNK) await flush();
    }
    await flush();
    return tally.result();
  });
  if (!published) throw new Error('a publication without a binding cannot have been made before');
  return published;
}

function checkObservation(o: Observation, known: ReadonlyMap<string, unknown>): void {
  if (!known.has(o.indicator)) throw indicatorErrors['unknown-indicator']({ code: o.indicator });
  const fault = faultOf(o);
  if (fault) throw indicatorErrors['bad-observation']({ detail: `${o.indicator}@${o.region}@${o.period} ${fault}` });
}

function faultOf({ region, period, basis, value, growth = null }: Observation): string | null {
  if (!/^\d{6}$/.test(region)) return '地区代码应为六位数字';
  if (!isPeriodKey(period)) return '期别不合规范';
  if (!BASES.includes(basis)) return '口径不合规范';
  return isFigure(value) && isFigure(growth) ? null : '数值应为有限数或空';
}

const isFigure = (value: number | null): boolean => value === null || Number.isFinite(value);

interface Tally {
  add(observation: Observation): void;
  result(): Written;
}

/** Counts what is written, by indicator, basis, frequency and level. */
function createTally(): Tally {
  const parts = new Map<string, Part>();
  let rows = 0;
  return {
    add: (o) => {
      rows++;
      const part = partOf(o);
      const key = `${part.indicator} ${part.basis} ${part.frequency} ${part.level}`;
      const known = parts.get(key);
      parts.set(key, known ? joinParts(known, part) : part);
    },
    result: () => ({ rows, parts: [...parts.values()].filter((part) => part.last_period !== '') }),
  };
}

function partOf({ indicator, basis, period, region, value, growth = null }: Observation): Part {
  const shown = value === null && growth === null ? '' : period;
  const frequency: Frequency = frequencyOf(period);
  return { indicator, basis, frequency, level: levelOfCode(region), rows: 1, first_period: shown, last_period: shown };
}

function joinParts(a: Part, b: Part): Part {
  const periods = [a.first_period, b.first_period, a.last_period, b.last_period].filter((p) => p !== '').sort();
  return { ...a, rows: a.rows + b.rows, first_period: periods[0] ?? '', last_period: periods.at(-1) ?? '' };
}

/** The level that a region code itself tells (GB/T 2260). */
export function levelOfCode(region: string): DataLevel {
  if (region === '100000') return 'nation';
  if (region.endsWith('0000')) return 'province';
  return region.endsWith('00') ? 'city' : 'county';
}
