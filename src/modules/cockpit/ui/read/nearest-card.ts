/** Where a card stands, in pixels of the page. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

const STEPS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest card in the direction of an arrow key; null when there is none or the key is another. */
export function nearestCard(spots: readonly Spot[], from: number, key: string): number | null {
  const step = STEPS[key];
  const here = spots[from];
  if (!step || !here) return null;
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  spots.forEach((spot, index) => {
    const ahead = (spot.x - here.x) * step[0] + (spot.y - here.y) * step[1];
    const aside = Math.abs((spot.x - here.x) * step[1]) + Math.abs((spot.y - here.y) * step[0]);
    const cost = ahead + 3 * aside;
    if (ahead > 1 && cost < least) [best, least] = [index, cost];
  });
  return best;
}
