import type { ModuleUi } from '#web/module-ui.ts';

/** Pages of identity: one's own account, users and roles, the audit. */
export const identityUi: ModuleUi = {
  routes: [
    { path: '/account', load: () => import('./pages/account.tsx') },
    { path: '/users', load: () => import('./pages/users.tsx') },
    { path: '/audit', load: () => import('./pages/audit.tsx') },
  ],
  panels: [],
};
