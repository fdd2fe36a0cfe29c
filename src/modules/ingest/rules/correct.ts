/** Applies what a person says of a reading, and refuses what contradicts the sheet. */
import { isPeriodKey } from '#platform/period/key.ts';
import { readUnit } from '#platform/unit.ts';
import { decide } from './decide.ts';
import type { Column, Correction, Reading } from './reading.ts';
import type { ResolveRegion } from './region.ts';

export type RefusalCode =
  | 'no-such-column'
  | 'no-such-line'
  | 'not-numbers'
  | 'not-regions'
  | 'not-periods'
  | 'not-units'
  | 'growth-of-nothing'
  | 'two-periods'
  | 'unknown-unit'
  | 'no-unit-here'
  | 'bad-code'
  | 'bad-period'
  | 'blank-text'
  | 'already-inside'
  | 'no-sections'
  | 'is-header'
  | 'stays-dataset';

export type Corrected =
  | { readonly ok: true; readonly reading: Reading }
  | { readonly ok: false; readonly code: RefusalCode; readonly text: string };

/** The reading after a correction; everything that depends on it settles anew. The given reading is not changed. */
export function correctReading(reading: Reading, correction: Correction, resolve: ResolveRegion): Corrected {
  const refused = refuse(reading, correction);
  if (refused) return refused;
  const corrections = [...reading.corrections.filter((old) => target(old) !== target(correction)), correction];
  const next = decide(reading.observed, corrections, resolve);
  if (next.layout === 'dataset' && makesIndicators(correction))
    return no('stays-dataset', `仍是普通数据表：${next.why}`);
  return { ok: true, reading: { ...next, series: reading.series, shape: reading.shape } };
}

/** What a correction is about: a later one on the same thing replaces the earlier. */
function target(correction: Correction): string {
  if (correction.kind === 'column' || correction.kind === 'unit')
    return `${correction.kind}/${correction.column ?? ''}`;
  if (correction.kind === 'line') return `line/${correction.line}`;
  return 'text' in correction ? `${correction.kind}/${correction.text}` : correction.kind;
}

function makesIndicators(correction: Correction): boolean {
  return correction.kind === 'column' && !['attribute', 'note', 'ignore'].includes(correction.role);
}

function no(code: RefusalCode, text: string): Corrected & { ok: false } {
  return { ok: false, code, text };
}

type Refused = ReturnType<typeof no> | null;

function refuse(reading: Reading, correction: Correction): Refused {
  switch (correction.kind) {
    case 'column':
      return refuseColumn(reading, correction);
    case 'header':
      return refuseHeader(reading, correction.lines);
    case 'unit':
      return refuseUnit(reading, correction.unit, correction.column);
    case 'line':
      return refuseLine(reading, correction.line, correction.what);
    case 'region':
      return refuseText(correction.text) ?? refuseCode(correction.region.code);
    case 'period':
      return refuseText(correction.text) ?? refusePeriod(correction.period.key);
    case 'measure':
      return refuseText(correction.text) ?? refuseText(correction.name);
    case 'sheet-region':
      return refuseCode(correction.region.code) ?? refuseInside(reading, 'region', '地区');
    case 'sheet-period':
      return refusePeriod(correction.period.key) ?? refuseInside(reading, 'period', '时间');
    case 'sheet-measure':
      return refuseText(correction.name) ?? refuseInside(reading, 'measure', '指标');
    case 'section':
      return correction.sets && reading.observed.sections.length === 0
        ? no('no-sections', '数据中没有只写一个词的行')
        : null;
  }
}

type ColumnCorrection = Extract<Correction, { kind: 'column' }>;

function refuseColumn(reading: Reading, correction: ColumnCorrection): Refused {
  const column = reading.columns[correction.column];
  if (!column) return no('no-such-column', `没有第 ${correction.column + 1} 列`);
  const evidence = refuseEvidence(column, correction);
  return evidence ?? refusePart(reading, correction) ?? refuseGrowth(reading, correction);
}

/** A role that none of the cells bears out. */
function refuseEvidence({ index, evidence }: Column, { role, part }: ColumnCorrection): Refused {
  const place = `第 ${index + 1} 列的 ${evidence.filled} 个值中`;
  if (evidence.filled === 0) return null;
  if ((role === 'measure' || role === 'growth') && evidence.numbers === 0 && evidence.texts > 0)
    return no('not-numbers', `${place}没有数`);
  if (role === 'unit' && evidence.units === 0) return no('not-units', `${place}没有认得的单位`);
  const parts = part !== undefined && part !== 'whole' && evidence.whole !== null;
  if (role === 'period' && evidence.periods === 0 && !parts) return no('not-periods', `${place}没有认得的时间`);
  if (role === 'regionCode' && evidence.codes === 0) return no('not-regions', `${place}没有已知的行政区划代码`);
  return null;
}

function refusePart({ columns }: Reading, { role, part = 'whole', column }: ColumnCorrection): Refused {
  const twin = columns.find((other) => other.index !== column && other.role === 'period' && other.part === part);
  if (role !== 'period' || !twin) return null;
  return no('two-periods', `第 ${twin.index + 1} 列“${twin.label}”已经写了同样的时间，请先改它`);
}

function refuseGrowth({ columns }: Reading, { role, of, column }: ColumnCorrection): Refused {
  if (role !== 'growth') return null;
  const grown = of === undefined || of === column ? undefined : columns[of];
  return grown?.role === 'measure' ? null : no('growth-of-nothing', '增速列要指明是哪一列数值的增速');
}

function refuseHeader({ observed }: Reading, lines: readonly number[]): Refused {
  const known = new Set(observed.head.map(({ line }) => line));
  const strange = lines.find((line) => !known.has(line));
  if (strange !== undefined) return no('no-such-line', `第 ${strange} 行不在可作表头的范围内`);
  return lines.every((line, i) => i === 0 || line > (lines[i - 1] ?? 0))
    ? null
    : no('no-such-line', '表头的行要从上到下');
}

function refuseUnit(reading: Reading, unit: string, index: number | undefined): Refused {
  if (!readUnit(unit)) return no('unknown-unit', `“${unit}”不是认得的单位`);
  if (index === undefined) return null;
  const column = reading.columns[index];
  if (!column) return no('no-such-column', `没有第 ${index + 1} 列`);
  return column.role === 'measure' ? null : no('no-unit-here', `第 ${index + 1} 列不是数值列`);
}

function refuseLine({ observed, headerRows }: Reading, line: number, what: string): Refused {
  if (line < observed.from || line > (observed.to ?? Number.POSITIVE_INFINITY))
    return no('no-such-line', `第 ${line} 行不在这张表里`);
  return headerRows.includes(line) && what !== 'header' ? no('is-header', `第 ${line} 行是表头，请先改表头`) : null;
}

function refuseText(text: string): Refused {
  return text.trim() === '' ? no('blank-text', '文字不能为空') : null;
}

function refuseCode(code: string): Refused {
  return /^\d{6}$/.test(code) ? null : no('bad-code', `“${code}”不是六位行政区划代码`);
}

function refusePeriod(key: string): Refused {
  return isPeriodKey(key) ? null : no('bad-period', `“${key}”不是时间`);
}

/** What the rows or all columns give cannot be said for the sheet. */
function refuseInside({ axes, gaps }: Reading, axis: 'region' | 'period' | 'measure', noun: string): Refused {
  const { at } = axes[axis];
  const inside = at.includes('rows') || at.includes('sections');
  return inside && !gaps.some(({ what }) => what === axis) ? no('already-inside', `表中已经逐行写了${noun}`) : null;
}
