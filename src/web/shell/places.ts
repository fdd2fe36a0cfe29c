import type { Session } from '#contract/identity';

/** A page that is no board, and what its reader must be allowed; null: nothing but being signed in. */
interface Place {
  readonly key:
    | 'indicators'
    | 'catalogue'
    | 'import'
    | 'sources'
    | 'quality'
    | 'portal'
    | 'nodes'
    | 'users'
    | 'audit'
    | 'account';
  readonly route: string;
  readonly permission: string | null;
}

/** All of them, in the order of menus: the one list that says who is shown the way where. The server decides again. */
export const PLACES: readonly Place[] = [
  { key: 'indicators', route: '/indicators', permission: 'indicator:read' },
  { key: 'catalogue', route: '/catalogue', permission: 'dataset:read' },
  { key: 'import', route: '/import', permission: 'dataset:import' },
  { key: 'sources', route: '/sources', permission: 'source:write' },
  { key: 'quality', route: '/quality', permission: 'dataset:read' },
  { key: 'portal', route: '/portal', permission: 'portal:publish' },
  { key: 'nodes', route: '/nodes', permission: 'source:write' },
  { key: 'users', route: '/users', permission: 'user:read' },
  { key: 'audit', route: '/audit', permission: 'audit:read' },
  { key: 'account', route: '/account', permission: null },
];

/** The pages that someone with these permissions may use. */
export function placesFor(permissions: readonly string[]): readonly Place[] {
  return PLACES.filter(({ permission }) => permission === null || permissions.includes(permission));
}

/** The part of a session's user that decides. */
type Reader = Pick<Session['user'], 'permissions' | 'scope'>;

/** Where someone begins: the overview with its figures, or the first page of those who are shown none. */
export function homeFor(reader: Reader): string {
  return readsFigures(reader) ? '/' : (placesFor(reader.permissions)[0]?.route ?? '/account');
}

/** Boards are made of figures: the keepers may read none, and those who run the system are given none of any place. */
export function readsFigures({ permissions, scope }: Reader): boolean {
  return permissions.includes('indicator:read') && scope.regions.length > 0;
}
