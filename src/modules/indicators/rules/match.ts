/**
 * Proposes indicators for a column of a file. A proposal has a score and its reasons; a person confirms it. Nothing is
 * bound here, however high the score.
 */
import { FREQUENCIES, type Frequency } from '#platform/period/key.ts';
import { readUnit } from '#platform/unit.ts';
import type { IndicatorDefinition } from './definition.ts';
import { type MeasureName, readMeasureName } from './measure-name.ts';

export type MatchTraits = Pick<
  IndicatorDefinition,
  'code' | 'name' | 'shortName' | 'synonyms' | 'unit' | 'measure' | 'frequency' | 'alsoFrequencies'
>;

export interface MeasureHeader {
  name: string;
  unit?: string;
  frequency?: Frequency;
}

export interface Proposal {
  code: string;
  /** What the column would be: the figure itself, or its published growth. */
  role: 'value' | 'yoy' | 'mom';
  /** 0–1; 1 only when name, unit and frequency all agree. */
  score: number;
  reasons: string[];
}

/** Names this far from alike are not proposed. */
const LEAST = 0.35;

/** The best proposals first; empty when nothing is near or the column is another figure (上年同期, 位次, 计划). */
export function proposeIndicators(header: MeasureHeader, definitions: readonly MatchTraits[], limit = 5): Proposal[] {
  const measure = readMeasureName(header.name);
  if (measure.isOther) return [];
  const stated = { ...header, unit: header.unit ?? measure.unit ?? undefined };
  return definitions
    .map((definition) => propose(measure, stated, definition))
    .filter(({ score }) => score >= LEAST)
    .toSorted((a, b) => b.score - a.score || a.code.localeCompare(b.code))
    .slice(0, limit);
}

interface Judgement {
  factor: number;
  reason: string;
}

function propose(measure: MeasureName, header: MeasureHeader, definition: MatchTraits): Proposal {
  const role = roleOf(measure, header.unit, definition);
  const judgements = [
    judgeName(measure.core, definition),
    judgeUnit(header.unit, role, definition),
    judgeFrequency(header.frequency, definition),
  ];
  const score = judgements.reduce((product, { factor }) => product * factor, 1);
  return {
    code: definition.code,
    role,
    score: Math.round(score * 100) / 100,
    reasons: judgements.map((j) => j.reason),
  };
}

/** A growth column of an amount is its published growth; for an indicator that is itself a growth it is the figure. */
function roleOf(
  { growth }: MeasureName,
  unit: string | undefined,
  { measure, unit: own }: MatchTraits,
): Proposal['role'] {
  if (measure === 'growth') return growth === 'mom' ? 'mom' : 'value';
  if (growth) return growth;
  const isRate = unit !== undefined && readUnit(unit)?.dimension === 'ratio';
  return isRate && measure === 'amount' && readUnit(own)?.dimension !== 'ratio' ? 'yoy' : 'value';
}

function judgeName(core: string, { name, shortName, synonyms }: MatchTraits): Judgement {
  const alike = [name, shortName, ...synonyms].map((one) => ({
    one,
    factor: similarity(core, readMeasureName(one).core),
  }));
  const best = alike.reduce((a, b) => (b.factor > a.factor ? b : a));
  return best.factor === 1
    ? { factor: 1, reason: `名称即“${best.one}”` }
    : { factor: best.factor, reason: `名称近似“${best.one}”` };
}

function judgeUnit(unit: string | undefined, role: Proposal['role'], definition: MatchTraits): Judgement {
  if (unit === undefined) return { factor: 0.9, reason: '未注明单位' };
  const stated = readUnit(unit);
  if (!stated) return { factor: 0.7, reason: `单位“${unit}”不能识别` };
  const expected = role === 'value' ? definition.unit : definition.measure === 'amount' ? '%' : '百分点';
  const agrees = stated.dimension === readUnit(expected)?.dimension;
  return agrees
    ? { factor: 1, reason: `单位相符（${unit}）` }
    : { factor: 0.4, reason: `单位不符：${unit}，应为${expected}` };
}

/** A longer span may hold the cumulative figure of its end; a shorter one is another series. */
function judgeFrequency(frequency: Frequency | undefined, definition: MatchTraits): Judgement {
  if (frequency === undefined) return { factor: 1, reason: '未比较频度' };
  if ([definition.frequency, ...definition.alsoFrequencies].includes(frequency))
    return { factor: 1, reason: '频度相符' };
  const isLonger = FREQUENCIES.indexOf(frequency) < FREQUENCIES.indexOf(definition.frequency);
  return isLonger ? { factor: 0.95, reason: '频度较指标长' } : { factor: 0.7, reason: '频度较指标短' };
}

/** 1 when equal, else at most 0.9: the share of common pairs of characters (Dice). */
function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const [left, right] = [pairs(a), pairs(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const rest = [...right];
  const common = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (0.9 * 2 * common.length) / (left.length + right.length);
}

function pairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
}
