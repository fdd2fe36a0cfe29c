import type { Actor } from '#platform/scope.ts';

/** Under this name stands in the audit who tried to sign in with a name that nobody bears. */
export const STRANGER: Actor = {
  userId: '00000000-0000-7000-8000-000000000001',
  username: 'stranger',
  name: '未登录者',
  permissions: new Set(),
  scope: { regions: [], departments: [] },
  sessionId: 'none',
};

/** A person before a session exists, as the author of an audit row. */
export function personOf(account: { readonly id: string; readonly username: string; readonly name: string }): Actor {
  return { ...STRANGER, userId: account.id, username: account.username, name: account.name };
}
