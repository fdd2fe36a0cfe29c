/** Remembers which values a file has already given, exactly and compactly: 8 bytes a value. */

export type Meeting = 'new' | 'same' | 'conflict';

export interface Seen {
  /**
   * Compares the values of a row with those seen before under the same two keys, and keeps them. NaN is a missing value:
   * it agrees with everything, so a row may complete another. `same` when all values of the row were given before.
   * Two keys rather than one joined text, because both are texts that exist already and need no hashing anew.
   */
  meet(subject: string, period: string, values: Float64Array): Meeting;
}

const FIRST_ROWS = 1024;

/** A memory for rows of `width` values. */
export function createSeen(width: number): Seen {
  const places = new Map<string, Map<string, number>>();
  let used = 0;
  let store = new Float64Array(Math.max(1, width) * FIRST_ROWS).fill(Number.NaN);
  const claim = (own: Map<string, number>, period: string): number => {
    const place = used;
    used += width;
    own.set(period, place);
    if (used > store.length) store = doubled(store);
    return place;
  };
  return {
    meet(subject, period, values) {
      let own = places.get(subject);
      if (!own) {
        own = new Map();
        places.set(subject, own);
      }
      const known = own.get(period);
      const place = known ?? claim(own, period);
      const meeting = known === undefined ? 'new' : compare(store, place, values);
      if (meeting === 'new') keep(store, place, values);
      return meeting;
    },
  };
}

function doubled(store: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(store.length * 2).fill(Number.NaN, store.length);
  larger.set(store);
  return larger;
}

function compare(store: Float64Array, place: number, values: Float64Array): Meeting {
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

function keep(store: Float64Array, place: number, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isNaN(value)) store[place + i] = value;
  }
}
