/** Where to go after signing in: an address of ours from `?next=`, else the first page. */
export function safeNext(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  const isOurs = /^\/(?![/\\])/.test(next) && !next.startsWith('/login');
  return isOurs ? next : '/';
}

/** The sign-in page that leads back to an address. */
export function loginFor(address: string): string {
  return address === '/' ? '/login' : `/login?next=${encodeURIComponent(address)}`;
}
