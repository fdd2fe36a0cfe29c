import type { ModuleUi } from '#web/module-ui.ts';

/** Management of open data; the public site is an entry of its own (`site/`). */
export const portalUi: ModuleUi = {
  routes: [{ path: '/portal', load: () => import('./pages/manage.tsx') }],
  panels: [],
};
