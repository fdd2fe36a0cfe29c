import type { ModuleUi } from '#web/module-ui.ts';

/** The indicator centre, and the binding of a resource's measures. */
export const indicatorsUi: ModuleUi = {
  routes: [
    { path: '/indicators', load: () => import('./pages/indicators.tsx') },
    { path: '/indicators/:code', load: () => import('./pages/indicator.tsx') },
  ],
  panels: [{ id: 'indicators.binding', kinds: ['resource'], load: () => import('./panels/binding.tsx') }],
};
