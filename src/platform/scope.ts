/**
 * What an actor may see. Regions are roots of subtrees; departments are owners whose internal figures are open to them.
 * Applied in `sql.ts` and `olap.ts`; a route never filters after the fact.
 */
export interface Scope {
  readonly regions: 'all' | readonly string[];
  readonly departments: 'all' | readonly string[];
}

/** Who acts: a signed-in person with the permissions of their roles. */
export interface Actor {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly permissions: ReadonlySet<string>;
  readonly scope: Scope;
  readonly sessionId: string;
}

/** The system itself, for jobs and seeding; it appears under this name in the audit. */
export const SYSTEM_ACTOR: Actor = {
  userId: '00000000-0000-7000-8000-000000000000',
  username: 'system',
  name: '系统',
  permissions: new Set(),
  scope: { regions: 'all', departments: 'all' },
  sessionId: 'system',
};
