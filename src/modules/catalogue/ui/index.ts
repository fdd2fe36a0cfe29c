import type { ModuleUi } from '#web/module-ui.ts';

/** Pages of the catalogue: all resources, and one with its items and what others show of it. */
export const catalogueUi: ModuleUi = {
  routes: [
    { path: '/catalogue', load: () => import('./pages/resources.tsx') },
    { path: '/catalogue/:id', load: () => import('./pages/resource.tsx') },
  ],
  panels: [],
};
