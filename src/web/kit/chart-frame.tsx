import { type ReactNode, useId, useState } from 'react';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Segmented } from './segmented.tsx';
import './chart-frame.css';

interface ChartFrameProps {
  readonly title: string;
  readonly unit: string;
  /** Period and basis, written: 2026年1—10月 · 累计. */
  readonly period: string;
  /** Who answers for the figures and when they came: 统计局 11月20日发布. */
  readonly source: string;
  /** Height of the drawing, such as `15rem`; the table takes the same room. `fill` takes what the place gives. */
  readonly height: string;
  /** The drawing. */
  readonly children: ReactNode;
  /** The same figures as a table; every chart has one behind it. */
  readonly table: ReactNode;
}

type View = 'picture' | 'table';

/** What every chart stands in: title, unit, period, source, and the table behind it. */
export function ChartFrame({ title, unit, period, source, height, children, table }: ChartFrameProps) {
  const say = useTexts(kitTexts);
  const heading = useId();
  const [view, setView] = useState<View>('picture');
  const choices = [
    { value: 'picture', label: say('chart.picture') },
    { value: 'table', label: say('chart.table') },
  ] as const;
  return (
    <section className="chart-frame" aria-labelledby={heading}>
      <header className="chart-head">
        <h3 id={heading}>{title}</h3>
        <span className="chart-facts">
          {unit} · {period}
        </span>
        <Segmented label={say('chart.view')} choices={choices} value={view} onChange={setView} />
      </header>
      <div className="chart-body" style={height === 'fill' ? undefined : { height }}>
        {view === 'picture' ? children : table}
      </div>
      <footer className="chart-source">{say('chart.source', { source })}</footer>
    </section>
  );
}
