import type { Scope } from '#contract/identity';

/**
 * Whether a reader's scope covers a place, so that no way is shown that the server would refuse. Codes tell what lies in
 * what (GB/T 2260): 140000 holds 14xxxx, 140100 holds 1401xx.
 */
export function covers(regions: Scope['regions'], code: string): boolean {
  return regions === 'all' || regions.some((region) => code.startsWith(region.replace(/(00)+$/, '')));
}
