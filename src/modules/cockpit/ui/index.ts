import type { ModuleUi } from '#web/module-ui.ts';

/** Boards and their panels. A panel here stands on a screen of the cockpit: its data is a `Screen`. */
export const cockpitUi: ModuleUi = {
  routes: [
    { path: '/', load: () => import('./pages/overview.tsx') },
    { path: '/boards/:board', load: () => import('./pages/board.tsx') },
  ],
  panels: [
    { id: 'cockpit.exceptions', kinds: ['screen'], load: () => import('./panels/exceptions.tsx') },
    { id: 'cockpit.domains', kinds: ['screen'], load: () => import('./panels/domains.tsx') },
    { id: 'cockpit.map', kinds: ['screen'], load: () => import('./panels/map.tsx') },
    { id: 'cockpit.ranking', kinds: ['screen'], load: () => import('./panels/ranking.tsx') },
    { id: 'cockpit.trend', kinds: ['screen'], load: () => import('./panels/trend.tsx') },
  ],
};
