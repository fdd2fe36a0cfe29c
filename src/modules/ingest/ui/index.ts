import type { ModuleUi } from '#web/module-ui.ts';

/** Pages of ingest: files in, how a file is read, one import and its result. Panels: what a resource holds. */
export const ingestUi: ModuleUi = {
  routes: [
    { path: '/import', load: () => import('./pages/imports.tsx') },
    { path: '/import/files/:hash', load: () => import('./pages/file.tsx') },
    { path: '/sources', load: () => import('./pages/sources.tsx') },
    { path: '/import/runs/:id', load: () => import('./pages/run.tsx') },
    { path: '/quality', load: () => import('../quality/ui/pages/overview.tsx') },
    { path: '/quality/resources/:id', load: () => import('../quality/ui/pages/resource.tsx') },
    { path: '/quality/slips/:id', load: () => import('../quality/ui/pages/slip.tsx') },
  ],
  panels: [
    { id: 'ingest.batches', kinds: ['resource'], load: () => import('./panels/batches.tsx') },
    { id: 'ingest.rows', kinds: ['resource'], load: () => import('./panels/rows.tsx') },
  ],
};
