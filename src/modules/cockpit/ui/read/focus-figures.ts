import type { Focus } from '#contract/cockpit';
import type { Row } from '#contract/indicators';
import type { Say } from '#web/i18n/texts.ts';
import type { Figure } from '#web/kit/figure.ts';
import type { CockpitText } from '../i18n.ts';
import { figureOf, growthFigure, isGrowth } from './figure-of.ts';

/** What a map is coloured by. */
export type Shows = 'level' | 'growth';

/** Whether the map can be coloured by growth beside the level: the figure is not itself one, and half of them have it. */
export function hasGrowth({ head, rows }: Focus): boolean {
  const known = rows.filter(({ value }) => value !== null).length;
  const grown = rows.filter(({ yoy }) => typeof yoy?.value === 'number').length;
  return !isGrowth(head) && grown > 0 && grown * 2 >= known;
}

/** What is shown: what the reader chose where that is possible, else what the board says. */
export function shownOf(focus: Focus, chosen: Shows | null): Shows {
  return hasGrowth(focus) ? (chosen ?? focus.shows) : 'level';
}

/** The figure of a row that the map shows. */
export function shownFigure(row: Row, focus: Focus, shows: Shows, say: Say<CockpitText>): Figure {
  if (shows === 'growth') return growthFigure(row.yoy);
  return figureOf(row, { decimals: focus.head.decimals, signed: isGrowth(focus.head) }, say);
}

/** Its unit: of the figure, or of its growth (%, 个百分点). */
export function shownUnit(focus: Focus, shows: Shows, say: Say<CockpitText>): string {
  if (shows === 'level') return focus.own?.unit ?? focus.head.unit;
  const unit = focus.rows.find((row) => row.yoy)?.yoy?.unit ?? '%';
  return unit === '百分点' ? say('unit.points') : unit;
}
