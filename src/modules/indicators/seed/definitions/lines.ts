/** Short ways to write the suggested yellow and red lines. */
import type { Reference, Subject, Threshold } from '../../rules/threshold.ts';

type More = Partial<Pick<Threshold, 'by' | 'running' | 'of' | 'levels'>>;

export function yellow(subject: Subject, is: Threshold['is'], than: Reference, more: More = {}): Threshold {
  return { colour: 'yellow', subject, is, than, ...more };
}

export function red(subject: Subject, is: Threshold['is'], than: Reference, more: More = {}): Threshold {
  return { colour: 'red', subject, is, than, ...more };
}

/** Two numbers: yellow at the first, red at the second. */
export function lines(subject: Subject, is: Threshold['is'], yellowAt: number, redAt: number): Threshold[] {
  return [yellow(subject, is, yellowAt), red(subject, is, redAt)];
}

/** Two margins beyond one reference, in points. */
export function beyond(
  subject: Subject,
  is: Threshold['is'],
  than: Reference,
  yellowBy: number,
  redBy: number,
): Threshold[] {
  return [yellow(subject, is, than, { by: yellowBy }), red(subject, is, than, { by: redBy })];
}

/** Progress behind time by so many points (低于时序); one number is a yellow line only. */
export function behind(yellowBy: number, redBy?: number): Threshold[] {
  const first = yellow('gap', 'below', -yellowBy || 0);
  return redBy === undefined ? [first] : [first, red('gap', 'below', -redBy)];
}
