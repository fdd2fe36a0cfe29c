import { chance, seedOf } from './noise.ts';

/** Rough shares of the cities in the province, so that demo amounts have the right order. */
const CITY_SHARES: Readonly<Record<string, number>> = {
  '140100': 0.215,
  '140200': 0.078,
  '140300': 0.043,
  '140400': 0.112,
  '140500': 0.094,
  '140600': 0.064,
  '140700': 0.092,
  '140800': 0.088,
  '140900': 0.062,
  '141000': 0.087,
  '141100': 0.065,
};

/** A city's share of an amount: its general weight, bent a little for each indicator. The cities' shares sum to 1. */
export function cityShare(indicator: string, city: string): number {
  const bent = (code: string) => (CITY_SHARES[code] ?? 0) * (0.75 + 0.5 * chance(seedOf('share', indicator, code)));
  const total = Object.keys(CITY_SHARES).reduce((sum, code) => sum + bent(code), 0);
  return bent(city) / total;
}

/** A county's share within its city. */
export function countyShare(indicator: string, county: string, siblings: readonly string[]): number {
  const weight = (code: string) =>
    (0.35 + chance(seedOf('county', code)) + 0.3 * chance(seedOf('county', indicator, code))) * urban(code);
  return weight(county) / siblings.reduce((sum, code) => sum + weight(code), 0);
}

/** Districts (two last digits up to 20) and county-level cities (from 81) weigh more than counties. */
function urban(county: string): number {
  const last = Number(county.slice(4));
  if (last <= 20) return 2.4;
  return last >= 81 ? 1.5 : 1;
}
