import type { ModuleUi } from '#web/module-ui.ts';

/** The page of the nodes: who they are, how they fare, what goes between them, what did not arrive. */
export const nodesUi: ModuleUi = {
  routes: [{ path: '/nodes', load: () => import('./pages/nodes.tsx') }],
  panels: [],
};
