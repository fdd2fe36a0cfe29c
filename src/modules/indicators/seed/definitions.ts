/**
 * The 148 indicators of the first catalogue and their companions. Where one row of the catalogue names two measures
 * (存款 and 贷款), its code is the first and `.2`, `.3` … the others, in the same `group`. Thresholds are suggested.
 */
import type { IndicatorDefinition } from '../rules/definition.ts';
import { ECOLOGY } from './definitions/ecology.ts';
import { ECOLOGY_AIR } from './definitions/ecology-air.ts';
import { ECONOMY_DEMAND } from './definitions/economy-demand.ts';
import { ECONOMY_FINANCE } from './definitions/economy-finance.ts';
import { ECONOMY_OUTPUT } from './definitions/economy-output.ts';
import { ECONOMY_SIGNALS } from './definitions/economy-signals.ts';
import { EDUCATION_HEALTH } from './definitions/education-health.ts';
import { EMPLOYMENT_ELDERLY } from './definitions/employment-elderly.ts';
import { ENERGY_COAL } from './definitions/energy-coal.ts';
import { ENERGY_POWER } from './definitions/energy-power.ts';
import { MARKET } from './definitions/market.ts';
import { SERVICE } from './definitions/service.ts';
import { SERVICE_PLATFORM } from './definitions/service-platform.ts';
import { SOCIAL_SECURITY } from './definitions/social-security.ts';
import { SOCIETY } from './definitions/society.ts';
import { SOCIETY_SAFETY } from './definitions/society-safety.ts';

export const INDICATOR_DEFINITIONS: readonly IndicatorDefinition[] = [
  ...ECONOMY_OUTPUT,
  ...ECONOMY_DEMAND,
  ...ECONOMY_FINANCE,
  ...ECONOMY_SIGNALS,
  ...MARKET,
  ...SOCIETY_SAFETY,
  ...SOCIETY,
  ...ECOLOGY_AIR,
  ...ECOLOGY,
  ...ENERGY_COAL,
  ...ENERGY_POWER,
  ...EDUCATION_HEALTH,
  ...EMPLOYMENT_ELDERLY,
  ...SOCIAL_SECURITY,
  ...SERVICE,
  ...SERVICE_PLATFORM,
];

/** The definition of a code; null when there is none. */
export function seededDefinition(code: string): IndicatorDefinition | null {
  return BY_CODE.get(code) ?? null;
}

const BY_CODE = new Map(INDICATOR_DEFINITIONS.map((one) => [one.code, one]));
