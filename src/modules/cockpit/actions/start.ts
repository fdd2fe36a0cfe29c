import { query } from '#module/indicators';
import type { Platform } from '#platform/module.ts';
import type { PeriodKey } from '#platform/period/key.ts';
import type { Actor } from '#platform/scope.ts';
import { HOME, NATION, type ScreenQuery } from '../contract.ts';
import { sharedPeriods, WITNESSES } from '../rules/nation.ts';
import { homeOf } from './place.ts';

/** How many periods one looks back: national files often hold years where the province reports months. */
const PERIODS = 36;

/** The newest period of which other provinces have figures, by indicator; what has none is absent. */
export async function nationPeriods(
  platform: Platform,
  actor: Actor,
  indicators: readonly string[],
  asOf?: string,
): Promise<Map<string, PeriodKey>> {
  const { rows } = await query(platform, actor, {
    indicators: [...new Set(indicators)],
    regions: { these: WITNESSES },
    periods: { last: PERIODS },
    operators: ['value'],
    ...(asOf && { asOf }),
  });
  return sharedPeriods(rows);
}

/** Where, of what and of when a screen is. */
export interface Start {
  readonly region: string;
  readonly focus: string;
  readonly period: PeriodKey | undefined;
}

/** A board as far as its beginning goes. */
interface Begun {
  /** Where it begins for those who have chosen no place; null is their own place. */
  readonly opensAt: string | null;
  readonly indicators: readonly string[];
}

/**
 * What an asking leaves open. Outside the province the newest period counts that the provinces share, and a board on the
 * nation begins at home as long as no other province has a figure.
 */
export async function startOf(platform: Platform, actor: Actor, board: Begun, asked: ScreenQuery): Promise<Start> {
  const { indicators, opensAt } = board;
  const focus = asked.focus ?? indicators[0] ?? 'JJ001';
  const region = asked.region ?? opensAt ?? homeOf(actor);
  if (!isOutside(region)) return { region, focus, period: asked.period };
  const shared = await nationPeriods(platform, actor, [focus, ...indicators], asked.asOf);
  if (shared.size === 0 && asked.region === undefined) return { region: homeOf(actor), focus, period: asked.period };
  const shown = asked.focus ?? indicators.find((code) => shared.has(code)) ?? focus;
  return { region, focus: shown, period: asked.period ?? shared.get(shown) };
}

/** The nation, and provinces that do not report to this node. */
export function isOutside(region: string): boolean {
  return region === NATION || (region.endsWith('0000') && region !== HOME);
}
