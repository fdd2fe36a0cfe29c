import type { ModuleUi } from '#web/module-ui.ts';

/** Pages of the catalogue: all resources, one with its life, its form, and how far the departments have come. */
export const catalogueUi: ModuleUi = {
  routes: [
    { path: '/catalogue', load: () => import('./pages/resources.tsx') },
    { path: '/catalogue/coverage', load: () => import('./pages/coverage.tsx') },
    { path: '/catalogue/new', load: () => import('./pages/edit.tsx') },
    { path: '/lineage', load: () => import('../lineage/ui/page.tsx') },
    { path: '/catalogue/:id', load: () => import('./pages/resource.tsx') },
    { path: '/catalogue/:id/edit', load: () => import('./pages/edit.tsx') },
  ],
  panels: [],
};
