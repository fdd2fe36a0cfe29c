/** Remembers which values a file has already given, exactly and compactly: 8 bytes a value. */

export type Meeting = 'new' | 'same' | 'conflict';

export interface Seen {
  /**
   * Compares the values under a row key with those seen before, and keeps them. NaN is a missing value: it agrees with
   * everything, so a row may complete another. `same` when all values of the row were given before.
   */
  meet(key: string, values: readonly number[]): Meeting;
}

const FIRST_ROWS = 1024;

/** A memory for rows of `width` values. */
export function createSeen(width: number): Seen {
  const places = new Map<string, number>();
  let store = new Float64Array(Math.max(1, width) * FIRST_ROWS).fill(Number.NaN);
  const grow = (size: number) => {
    if (size <= store.length) return;
    const larger = new Float64Array(store.length * 2).fill(Number.NaN);
    larger.set(store);
    store = larger;
  };
  return {
    meet(key, values) {
      const known = places.get(key);
      const place = known ?? places.size * width;
      if (known === undefined) {
        places.set(key, place);
        grow(place + width);
      }
      const meeting = known === undefined ? 'new' : compare(store, place, values);
      if (meeting === 'new') keep(store, place, values);
      return meeting;
    },
  };
}

function compare(store: Float64Array, place: number, values: readonly number[]): Meeting {
  let added = false;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    const before = store[place + i] ?? Number.NaN;
    if (Number.isNaN(value) || value === before) continue;
    if (!Number.isNaN(before)) return 'conflict';
    added = true;
  }
  return added ? 'new' : 'same';
}

function keep(store: Float64Array, place: number, values: readonly number[]): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isNaN(value)) store[place + i] = value;
  }
}
