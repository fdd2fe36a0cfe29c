/** Red, yellow and green: thresholds held against the facts of one figure. Every light says why. */
import { subtractDecimal } from '#platform/decimal.ts';
import type { CellStatus, Level, Light } from '../contract.ts';
import { STATUS_WORDS } from './cell.ts';
import type { Reference, Subject, Threshold } from './threshold.ts';
import { figureWords } from './wording.ts';

/** What is known of one period; absent and null are both unknown. */
export type PeriodFacts = Partial<Record<Subject, number | null>>;

export interface LightFacts {
  status: CellStatus;
  level: Level;
  unit: string;
  /** Unit of `yoy` and `mom`: % unless they are 百分点. */
  growthUnit?: string;
  /** Newest first; as many as the longest `running` asks for. */
  own: readonly PeriodFacts[];
  /** The same of other indicators, by code; and their names for the sentence. */
  peers?: Readonly<Record<string, { name: string; unit: string; periods: readonly PeriodFacts[] }>>;
  nation?: readonly PeriodFacts[];
  target?: number | null;
  /** 80th percentile of the same season in earlier years. */
  usualHigh?: number | null;
}

/**
 * The light of a figure: red when a red threshold is met, else yellow likewise, green when all could be judged and none
 * is met. `none` when the figure is not there, nothing is set, or something needed (target, 全国, an earlier period) is
 * unknown: unknown is never green.
 */
export function lightOf(thresholds: readonly Threshold[], facts: LightFacts): Light {
  if (facts.status !== 'ok' && facts.status !== 'estimated') {
    return { colour: 'none', reason: `${STATUS_WORDS[facts.status]}，不亮灯` };
  }
  const here = thresholds.filter(({ levels }) => !levels || levels.includes(facts.level));
  if (here.length === 0) return { colour: 'none', reason: '未设预警线' };
  const judged = here.map((threshold) => ({ threshold, finding: judge(threshold, facts) }));
  for (const colour of ['red', 'yellow'] as const) {
    const met = judged.find(({ threshold, finding }) => threshold.colour === colour && finding.verdict === 'met');
    if (met) return { colour, reason: met.finding.words };
  }
  const unknown = judged.find(({ finding }) => finding.verdict === 'unknown');
  if (unknown) return { colour: 'none', reason: unknown.finding.words };
  return { colour: 'green', reason: `未触及预警线：${judged[0]?.finding.words ?? ''}` };
}

interface Finding {
  verdict: 'met' | 'not-met' | 'unknown';
  words: string;
}

function judge(threshold: Threshold, facts: LightFacts): Finding {
  const { subject, running = 1 } = threshold;
  const name = subjectName(threshold, facts);
  const series = threshold.of === undefined ? facts.own : (facts.peers?.[threshold.of]?.periods ?? []);
  let first: Finding | null = null;
  for (let age = 0; age < running; age++) {
    const observed = series[age]?.[subject] ?? null;
    if (observed === null) return { verdict: 'unknown', words: `缺${age > 0 ? '前期' : ''}${name}，无法判断` };
    const limit = limitOf(threshold.than, subject, facts, age);
    if (limit === null) return { verdict: 'unknown', words: `缺${referenceName(threshold.than, facts)}，无法判断` };
    const verdict = isMet(threshold, observed, limit) ? 'met' : 'not-met';
    const words = sentence(threshold, name, unitOf(threshold, facts), observed, limit, facts);
    if (verdict === 'not-met') return { verdict, words };
    first ??= { verdict, words: running > 1 ? `连续${running}期：${words}` : words };
  }
  return first ?? { verdict: 'unknown', words: `${name}无法判断` };
}

function isMet({ is, by = 0 }: Threshold, observed: number, limit: number): boolean {
  const above = subtractDecimal(observed, limit);
  if (is === 'below') return above < -by;
  if (is === 'above') return above > by;
  return is === 'at-most' ? above <= -by : above >= by;
}

/** Targets and usual highs are of the year; 全国 and peers are looked up in the same period. */
function limitOf(than: Reference, subject: Subject, facts: LightFacts, age: number): number | null {
  if (typeof than === 'number') return than;
  if (than === 'target') return facts.target ?? null;
  if (than === 'usual-high') return facts.usualHigh ?? null;
  const series = than === 'nation' ? facts.nation : facts.peers?.[than.peer]?.periods;
  return series?.[age]?.[subject] ?? null;
}

const SUBJECT_NAMES: Readonly<Record<Subject, string>> = {
  value: '本期值',
  yoy: '同比',
  mom: '环比',
  gap: '与时序进度之差',
  excess: '超控制值幅度',
  step: '比上期增减',
  'rank-from-end': '倒数位次',
};

function subjectName({ of, subject }: Threshold, { peers }: LightFacts): string {
  return of === undefined
    ? SUBJECT_NAMES[subject]
    : `${peers?.[of]?.name ?? of}${subject === 'value' ? '' : SUBJECT_NAMES[subject]}`;
}

function referenceName(than: Reference, { peers }: LightFacts): string {
  if (typeof than === 'number') return '';
  if (than === 'target') return '年度目标';
  if (than === 'nation') return '全国数';
  return than === 'usual-high' ? '历史同期高位' : (peers?.[than.peer]?.name ?? than.peer);
}

function unitOf({ of, subject }: Threshold, facts: LightFacts): string {
  const unit = of === undefined ? facts.unit : (facts.peers?.[of]?.unit ?? '');
  // 上年同月=100 says what an index is, not what it counts.
  if (subject === 'value' || subject === 'step') return unit.includes('=') ? '' : unit;
  if (subject === 'gap') return '个百分点';
  if (subject === 'rank-from-end') return '位';
  return subject === 'excess' ? '%' : (facts.growthUnit ?? '%').replace(/^百分点$/, '个百分点');
}

const LIMIT_WORDS: Readonly<Record<Threshold['is'], string>> = {
  below: '低于',
  above: '高于',
  'at-most': '不高于',
  'at-least': '不低于',
};

/** 同比3.5%，年度目标5.0%（红线：低于年度目标1.0个百分点以上）. */
function sentence(
  { colour, is, than, by }: Threshold,
  name: string,
  unit: string,
  observed: number,
  limit: number,
  facts: LightFacts,
): string {
  const line = colour === 'red' ? '红线' : '黄线';
  const reference = referenceName(than, facts);
  const margin = by ? `${trimmed(by)}${unit === '%' ? '个百分点' : unit}以上` : '';
  const rule = reference ? `${reference}${margin}` : `${trimmed(limit)}${unit}`;
  const held = reference ? `，${reference}${trimmed(limit)}${unit}` : '';
  return `${name}${trimmed(observed)}${unit}${held}（${line}：${LIMIT_WORDS[is]}${rule}）`;
}

/** At most two decimals, without trailing zeros. */
function trimmed(value: number): string {
  return figureWords(value, 2).replace(/\.?0+$/, '');
}
