import type { Light } from '#contract/indicators';
import type { LightKind } from '#web/kit/light.tsx';

const KINDS = { red: 'red', yellow: 'amber', green: 'green', none: 'gray' } as const;

/** A light of the wire as the kit draws it; what could not be judged is a hollow ring, never green. */
export function lightOf(colour: Light['colour']): LightKind {
  return KINDS[colour];
}
