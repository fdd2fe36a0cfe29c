import type { Layout } from '#web/theme.ts';

/** Panels that screens are made of; the same ones on wall, desk and phone. */
export type PanelName = 'exceptions' | 'domains' | 'map' | 'ranking' | 'trend';

/** A part of the screen. `card` frames one panel, `stack` shows several under each other, `tabs` one at a time. */
export interface Area {
  readonly name: 'lead' | 'main' | 'side';
  readonly frame: 'card' | 'stack' | 'tabs';
  readonly panels: readonly PanelName[];
}

/** The nation has no figures of its own here: its map and the provinces by rank. */
export const nationLayout: readonly Area[] = [
  { name: 'main', frame: 'stack', panels: ['map'] },
  { name: 'side', frame: 'stack', panels: ['ranking'] },
];

/** Exceptions first, then the figures, then where and since when; in the middle of the wall stands the map. */
export const screenLayouts: Readonly<Record<Layout, readonly Area[]>> = {
  desk: [
    { name: 'lead', frame: 'card', panels: ['exceptions'] },
    { name: 'main', frame: 'card', panels: ['domains'] },
    { name: 'side', frame: 'stack', panels: ['map', 'ranking', 'trend'] },
  ],
  wall: [
    { name: 'lead', frame: 'card', panels: ['exceptions'] },
    { name: 'main', frame: 'stack', panels: ['map', 'ranking', 'trend'] },
    { name: 'side', frame: 'card', panels: ['domains'] },
  ],
  phone: [
    { name: 'lead', frame: 'card', panels: ['exceptions'] },
    { name: 'main', frame: 'card', panels: ['domains'] },
    { name: 'side', frame: 'tabs', panels: ['map', 'ranking', 'trend'] },
  ],
};
