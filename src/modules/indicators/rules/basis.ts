import { BASES, type Basis } from '#platform/period/basis.ts';

/** A stored basis as what it is. */
export function readBasis(text: string): Basis {
  const basis = BASES.find((known) => known === text);
  if (!basis) throw new RangeError(`not a basis: ${text}`);
  return basis;
}
