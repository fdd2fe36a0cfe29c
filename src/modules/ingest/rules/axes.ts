/** Where regions, periods and measures of a table stand. */
import type { Axis, AxisPlace, Column, ColumnRole, Fixed, Reading } from './reading.ts';
import type { Section } from './section.ts';

type Axes = Reading['axes'];
const NOUNS = { region: '地区', period: '时间', measure: '指标' } as const;
type Noun = keyof typeof NOUNS;

/** Roles of label columns that give each axis. */
const ROW_ROLES: Readonly<Record<Noun, readonly ColumnRole[]>> = {
  region: ['region', 'regionCode'],
  period: ['period'],
  measure: ['measureName'],
};

/** The three axes with their reasons. */
export function axesOf(columns: readonly Column[], fixed: Fixed, section: Section | null): Axes {
  return {
    region: axisOf('region', columns, fixed, section),
    period: axisOf('period', columns, fixed, section),
    measure: axisOf('measure', columns, fixed, section),
  };
}

function axisOf(noun: Noun, columns: readonly Column[], fixed: Fixed, section: Section | null): Axis {
  const labels = columns.filter(({ role }) => ROW_ROLES[noun].includes(role));
  const values = columns.filter((column) => column.role === 'measure' && saysInHeader(noun, column));
  const said = fixed[noun];
  const found: [AxisPlace, string, number][] = [
    ...labels
      .slice(0, 1)
      .map((c): [AxisPlace, string, number] => ['rows', `第 ${c.index + 1} 列逐行写${NOUNS[noun]}`, c.confidence]),
    ...values
      .slice(0, 1)
      .map((): [AxisPlace, string, number] => ['columns', `表头写 ${values.length} 个${NOUNS[noun]}`, 0.9]),
    ...(section?.sets === noun
      ? [['sections', `小标题写${NOUNS[noun]}`, section.confidence] as [AxisPlace, string, number]]
      : []),
    ...(said ? [['sheet', said.why, said.confidence] as [AxisPlace, string, number]] : []),
  ];
  if (found.length === 0) return { at: ['none'], confidence: 0, why: `表中没有写${NOUNS[noun]}` };
  return {
    at: found.map(([at]) => at),
    confidence: Math.min(...found.map(([, , sure]) => sure)),
    why: found.map(([, why]) => why).join('；'),
  };
}

function saysInHeader(noun: Noun, { cast }: Column): boolean {
  if (noun === 'period') return Boolean(cast?.period ?? cast?.partial);
  return Boolean(cast?.[noun]);
}

/** Whether an axis is given within the table: in rows, columns or sections. */
export function isInside(axis: Axis): boolean {
  return axis.at.some((place) => place === 'rows' || place === 'columns' || place === 'sections');
}
