/** What of a cockpit page stands in its address, so that a view can be sent, bookmarked and gone back from. */

import { isPeriodKey, type PeriodKey } from '#platform/period/key.ts';

/** A figure whose drawer is open. Without region or period it is the figure of the screen itself. */
export interface CardPlace {
  readonly code: string;
  readonly region?: string;
  readonly period?: string;
}

export interface Where {
  /** Null is where the reader's own scope begins. */
  readonly region: string | null;
  /** The indicator on the map; null is the board's first. */
  readonly focus: string | null;
  /** Nothing later than the end of this period; null is the latest. */
  readonly period: PeriodKey | null;
  /** 当时看到的数: an instant. */
  readonly asOf: string | null;
  /** Whether the map is coloured by the figure or by its growth; null leaves it to the board. */
  readonly by: 'level' | 'growth' | null;
  readonly card: CardPlace | null;
}

const REGION = /^\d{6}$/;
const INDICATOR = /^[A-Z]{2}\d{3}(\.\d)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

/** Read an address; what is malformed counts as absent. */
export function readWhere(params: URLSearchParams): Where {
  const take = (name: string, pattern: RegExp) => {
    const text = params.get(name);
    return text !== null && pattern.test(text) ? text : null;
  };
  const by = params.get('by');
  const code = take('card', INDICATOR);
  return {
    region: take('region', REGION),
    focus: take('focus', INDICATOR),
    period: periodOf(params.get('period')),
    asOf: take('asOf', INSTANT),
    by: by === 'level' || by === 'growth' ? by : null,
    card:
      code === null
        ? null
        : {
            code,
            region: take('cardRegion', REGION) ?? undefined,
            period: periodOf(params.get('cardPeriod')) ?? undefined,
          },
  };
}

function periodOf(text: string | null): PeriodKey | null {
  return text !== null && isPeriodKey(text) ? text : null;
}

/** The address after a change; what the change does not name stays, parameters of others among it. */
export function writeWhere(params: URLSearchParams, change: Partial<Where>): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (name: string, value: string | null | undefined) => {
    if (value) next.set(name, value);
    else next.delete(name);
  };
  const { card, ...plain } = change;
  for (const [name, value] of Object.entries(plain)) put(name, value);
  if (card !== undefined) {
    put('card', card?.code);
    put('cardRegion', card?.region);
    put('cardPeriod', card?.period);
  }
  return next;
}

/** Where a board's screen comes from. */
export function screenPath(board: string, { region, focus, period, asOf }: Where): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries({ region, focus, period, asOf })) if (value) asked.set(name, value);
  const query = asked.toString();
  return `/api/cockpit/screens/${encodeURIComponent(board)}${query && `?${query}`}`;
}
