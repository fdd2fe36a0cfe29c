import type { Session } from '#contract/identity';

/** An invented reader. */
export const session: Session = {
  user: {
    id: '00000000-0000-4000-8000-000000000001',
    username: 'gallery',
    name: '王建国',
    post: '常务副省长',
    unit: { kind: 'government', code: '140000', name: '山西省' },
    roles: [],
    permissions: ['indicator:read'],
    scope: { regions: 'all', departments: 'all' },
  },
  demo: true,
  obligation: null,
  secondFactor: { enabled: false, demanded: false },
  idleMinutes: 30,
  expiresAt: '2026-11-24T20:00:00Z',
};
