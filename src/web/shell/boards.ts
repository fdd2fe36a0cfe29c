import { useLocation } from 'react-router';
import { type Board, BoardList, NATION } from '#contract/cockpit';
import type { Language } from '../i18n/language.ts';
import { useGet } from '../query.ts';

/** The boards of this reader's post: configuration rows, in the order in which they stand in the navigation. */
export function useBoards(): readonly Board[] {
  return useGet('/api/cockpit/boards', BoardList).data ?? [];
}

/** A board's name in the language in force. */
export function boardName(board: Board, language: Language): string {
  return language === 'en' ? board.nameEn : board.name;
}

/** The board that an address belongs to: the longest route that the address starts with. */
export function boardAt<B extends Pick<Board, 'route'>>(boards: readonly B[], path: string): B | undefined {
  const under = boards.filter((board) => path === board.route || path.startsWith(`${board.route}/`));
  return under.sort((a, b) => b.route.length - a.route.length)[0];
}

/** The board `step` places on, round the end. */
export function boardBeside<B extends Pick<Board, 'route'>>(
  boards: readonly B[],
  path: string,
  step: number,
): B | undefined {
  const here = boardAt(boards, path);
  const at = here ? boards.indexOf(here) : 0;
  return boards[(at + step + boards.length) % boards.length];
}

/** What of an address says where and when its reader stands. */
const STANDS = ['region', 'period', 'asOf'] as const;

/**
 * The address of a board or page for a reader who stays where they are: the region, the month and the day of knowledge
 * go along. Nobody stays in the nation, and a board that begins elsewhere begins there.
 */
export function addressFrom(
  search: string,
  target: { readonly route: string; readonly opensAt?: string | null },
): string {
  const now = new URLSearchParams(search);
  const leaves = now.get('region') === NATION || target.opensAt != null;
  const kept = new URLSearchParams();
  for (const name of leaves ? (['asOf'] as const) : STANDS) {
    const value = now.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept.size > 0 ? `${target.route}?${kept}` : target.route;
}

/** The same, from the present address. */
export function useStaying(): (target: { readonly route: string; readonly opensAt?: string | null }) => string {
  const { search } = useLocation();
  return (target) => addressFrom(search, target);
}

/** The address of a board by its id, or a fallback when the board is switched off. */
export function routeOf(boards: readonly Board[], id: string, fallback: string): string {
  return boards.find((board) => board.id === id)?.route ?? fallback;
}
