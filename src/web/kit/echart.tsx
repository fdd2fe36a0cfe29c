import { useEffect, useEffectEvent, useState } from 'react';
import type { ChartHandle, ChartOption } from './echarts.ts';
import { useSize } from './use-size.ts';
import './echart.css';

/** Colours and type size of the page, for a drawing that cannot read the style sheet. */
export interface ChartLook {
  readonly series: readonly string[];
  readonly ink: string;
  readonly quiet: string;
  readonly faint: string;
  readonly rule: string;
  readonly edge: string;
  readonly card: string;
  readonly font: string;
  /** Size of the small print in pixels. */
  readonly em: number;
}

interface EChartProps {
  readonly summary: string;
  /** Makes the option for the look of the page; called again when the theme changes. */
  readonly draw: (look: ChartLook) => ChartOption;
}

/** A drawing by ECharts, whose code comes only when one is shown. Redrawn when size, data or theme change. */
export function EChart({ summary, draw }: EChartProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const [chart, setChart] = useState<ChartHandle | null>(null);
  useEffect(() => {
    let opened: ChartHandle | null = null;
    let gone = false;
    void import('./echarts.ts').then(({ openChart }) => {
      if (gone || !ref.current) return;
      opened = openChart(ref.current);
      setChart(opened);
    });
    return () => {
      gone = true;
      opened?.dispose();
      setChart(null);
    };
  }, [ref]);
  const redraw = useEffectEvent(() => {
    if (chart && ref.current) paint(chart, draw(readLook(ref.current)), readLook(ref.current));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of any of these asks for a new drawing.
  useEffect(() => redraw(), [chart, draw, size]);
  useEffect(() => watchTheme(() => redraw()), []);
  return <div ref={ref} className="echart" role="img" aria-label={summary} />;
}

function paint(chart: ChartHandle, option: ChartOption, look: ChartLook): void {
  chart.resize();
  chart.setOption(
    {
      animation: false,
      textStyle: { fontFamily: look.font },
      ...option,
      ...(option.tooltip && { tooltip: { ...option.tooltip, ...tooltipLook(look) } }),
    },
    true,
  );
}

function tooltipLook(look: ChartLook) {
  return {
    backgroundColor: look.card,
    borderColor: look.rule,
    textStyle: { color: look.ink, fontSize: look.em, fontFamily: look.font },
  };
}

function readLook(element: HTMLElement): ChartLook {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: ['--series-1', '--series-2', '--series-3', '--series-4'].map(token),
    ink: token('--ink'),
    quiet: token('--ink-2'),
    faint: token('--ink-3'),
    rule: token('--rule'),
    edge: token('--edge'),
    card: token('--card'),
    font: style.fontFamily,
    em: Number.parseFloat(style.fontSize),
  };
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-layout', 'data-elder'] });
  return () => observer.disconnect();
}
