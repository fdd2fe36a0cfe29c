import type { Screen } from '#contract/cockpit';
import { CardDetail, type IndicatorHead, type Row } from '#contract/indicators';
import { type PanelState, panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import type { CardPlace } from '../address.ts';

/** What is known of a figure at once, from the screen it stands on. */
export interface KnownCard {
  readonly head: IndicatorHead;
  readonly row: Row;
}

/** The figure of an open drawer as the screen has it; null when it is of another place or not on the screen. */
export function knownCard(screen: Screen, card: CardPlace): KnownCard | null {
  const head = screen.heads.find(({ code }) => code === card.code);
  const rows = [...screen.domains.flatMap(({ cards }) => cards), ...(screen.focus?.own ? [screen.focus.own] : [])];
  const row = rows.find(({ indicator }) => indicator === card.code);
  const isOther = card.region !== undefined && card.region !== screen.place.region.code;
  return head && row && !isOther ? { head, row } : null;
}

/**
 * The whole of a figure: definition, owner, source, course and revisions. Of the period that the screen shows; a figure
 * that is not on it, of its latest.
 */
export function useCard(screen: Screen, card: CardPlace | null, known: KnownCard | null): PanelState<CardDetail> {
  const asked = new URLSearchParams({ region: card?.region ?? screen.place.region.code });
  const period = card?.period ?? known?.row.period;
  if (period) asked.set('period', period);
  if (screen.asOf) asked.set('asOf', screen.asOf);
  const path = `/api/indicators/${encodeURIComponent(card?.code ?? '')}/card?${asked}`;
  return panelStateOf(useGet(path, CardDetail, { enabled: card !== null }));
}
