import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';

/** The system as publisher: new versions of what a person has published before, after the same check. */
export const AUTOMATIC: Actor = { ...SYSTEM_ACTOR, permissions: new Set(['portal:publish']) };

/** Whoever writes from the public site; no more is known of them. */
export const PUBLIC_ACTOR: Actor = {
  userId: '00000000-0000-7000-8000-000000000001',
  username: 'public',
  name: '公众',
  permissions: new Set(),
  scope: { regions: [], departments: [] },
  sessionId: 'public',
};
