import type { Clock } from '#platform/clock.ts';

/** What a run says of its way, for the person who looks after it. No values of rows and no secrets. */
export interface RunLog {
  say(text: string): void;
  readonly lines: readonly { at: string; text: string }[];
}

const MOST = 200;

export function createRunLog(clock: Clock): RunLog {
  const lines: { at: string; text: string }[] = [];
  return {
    lines,
    say: (text) => {
      if (lines.length < MOST) lines.push({ at: clock.now().toISOString(), text });
    },
  };
}
