import type { Screen } from '#contract/cockpit';
import type { Row } from '#contract/indicators';

/** Cards that a wall has room for. */
const WALL_CARDS = 10;

/**
 * The cards of a wall: the first of each section, then what is red or yellow, then the rest in order, until the wall is
 * full. They keep the order of the board, so that a figure stands where it stood yesterday as long as it can.
 */
export function wallCards({ domains }: Pick<Screen, 'domains'>, room = WALL_CARDS): Row[] {
  const all = domains.flatMap(({ cards }) => cards);
  const firsts = domains.flatMap(({ cards }) => cards.slice(0, 1));
  const lit = (colour: string) => all.filter((row) => row.light?.colour === colour);
  const chosen = new Set([...firsts, ...lit('red'), ...lit('yellow'), ...all]);
  const kept = new Set([...chosen].slice(0, room));
  return all.filter((row) => kept.has(row));
}
