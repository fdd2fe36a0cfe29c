import { Check } from 'typebox/value';
import { Screen } from '#contract/cockpit';

const known = new WeakMap<object, Screen>();

/**
 * The screen behind a panel's data; each is held against its contract once.
 * @throws {TypeError} when a board gives a panel something else.
 */
export function screenOf(data: unknown): Screen {
  const seen = typeof data === 'object' && data !== null ? known.get(data) : undefined;
  if (seen) return seen;
  if (!Check(Screen, data)) throw new TypeError('this panel stands on a screen of the cockpit');
  known.set(data, data);
  return data;
}
