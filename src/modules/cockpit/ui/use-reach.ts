import { useSession } from '#web/session.tsx';
import { covers } from './read/scope.ts';

/** Tells which places the reader may enter. The server decides again. */
export function useReach(): (code: string) => boolean {
  const { regions } = useSession().user.scope;
  return (code) => covers(regions, code);
}
