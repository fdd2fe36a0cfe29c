import type { ModuleUi, PanelDefinition } from '#web/module-ui.ts';
import type { PanelName } from './layouts.ts';

const NAMES: readonly PanelName[] = ['exceptions', 'domains', 'map', 'ranking', 'trend'];

/** Boards and their panels. A panel here stands on a screen of the cockpit: its data is a `Screen`. */
export const cockpitUi: ModuleUi = {
  routes: [
    { path: '/', load: () => import('./pages/overview.tsx') },
    { path: '/boards/:board', load: () => import('./pages/board.tsx') },
  ],
  panels: NAMES.map(definePanel),
};

function definePanel(name: PanelName): PanelDefinition {
  return {
    id: `cockpit.${name}`,
    kinds: ['screen'],
    load: () => import('./panels/screen-panels.ts').then(({ screenPanels }) => ({ Panel: screenPanels[name] })),
  };
}
