import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { IndicatorHead, Row } from '#contract/indicators';
import { Kpi } from '#web/kit/kpi.tsx';
import { type CardStyle, cardOf } from './read/card-of.ts';
import { nearestCard } from './read/nearest-card.ts';
import { useWhere } from './use-where.ts';

/** A group of cards in which the arrow keys walk. */
export function CardGrid({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const grid = useRef<HTMLDivElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the arrow keys of the buttons inside.
    <div ref={grid} className={className} onKeyDown={(event) => walk(grid.current, event)}>
      {children}
    </div>
  );
}

function walk(grid: HTMLElement | null, event: KeyboardEvent): void {
  const cards = [...(grid?.querySelectorAll<HTMLElement>('.kpi') ?? [])];
  const spots = cards.map((card) => middleOf(card.getBoundingClientRect()));
  const from = cards.findIndex((card) => card.matches(':focus'));
  const next = nearestCard(spots, from, event.key);
  if (next === null) return;
  event.preventDefault();
  event.stopPropagation();
  cards[next]?.focus();
}

const middleOf = ({ left, top, width, height }: DOMRect) => ({ x: left + width / 2, y: top + height / 2 });

interface CardsProps {
  readonly rows: readonly Row[];
  readonly heads: ReadonlyMap<string, IndicatorHead>;
  readonly style: CardStyle;
}

/** Cards of rows, each opening the drawer of its figure; a row without a head cannot be read and is left out. */
export function Cards({ rows, heads, style }: CardsProps) {
  const { open } = useWhere();
  return rows.map((row) => {
    const head = heads.get(row.indicator);
    return (
      head && <Kpi key={row.indicator} {...cardOf(row, head, style)} onOpen={() => open({ code: row.indicator })} />
    );
  });
}

/** Heads of indicators by code. */
export function headsOf(heads: readonly IndicatorHead[]): Map<string, IndicatorHead> {
  return new Map(heads.map((head) => [head.code, head]));
}
