import { type Calendar, type ClockStep, daysLeft, deadlineOf } from './timer.ts';

/** The clock of a request as it stands; `due` is null while it rests. */
export interface ClockState {
  readonly clockStep: ClockStep | null;
  readonly clockFrom: string | null;
  readonly clockDays: number | null;
  readonly clockDue: string | null;
  readonly clockProvisional: boolean;
  readonly clockPaused: boolean;
}

export const NO_CLOCK: ClockState = {
  clockStep: null,
  clockFrom: null,
  clockDays: null,
  clockDue: null,
  clockProvisional: false,
  clockPaused: false,
};

/** A clock that begins today with so many working days. */
export function started(step: ClockStep, days: number, today: string, calendar: Calendar): ClockState {
  const { due, provisional } = deadlineOf(today, days, calendar);
  return {
    clockStep: step,
    clockFrom: today,
    clockDays: days,
    clockDue: due,
    clockProvisional: provisional,
    clockPaused: false,
  };
}

/** The clock at rest: time that the other side takes does not count. What is left is kept. */
export function paused(clock: ClockState, today: string, calendar: Calendar): ClockState {
  const { clockFrom, clockDays } = clock;
  if (clockFrom === null || clockDays === null) return clock;
  const left = daysLeft(clockFrom, clockDays, today, calendar);
  return { ...clock, clockDays: left, clockDue: null, clockProvisional: false, clockPaused: true };
}

/** The clock goes on, with what was left. */
export function resumed(clock: ClockState, today: string, calendar: Calendar): ClockState {
  if (clock.clockStep === null || clock.clockDays === null) return clock;
  return started(clock.clockStep, clock.clockDays, today, calendar);
}

/** What a step does to the clock. */
export type ClockDeed = 'start' | 'pause' | 'resume' | 'stop' | 'keep';

export const CLOCK_DEEDS: Readonly<Record<string, readonly [deed: ClockDeed, step?: ClockStep]>> = {
  submit: ['start', 'conformity'],
  pass: ['start', 'provider'],
  return: ['pause'],
  supply: ['resume'],
  ask: ['pause'],
  explain: ['resume'],
  object: ['start', 'coordination'],
};

/** The clock after an event; a step of the flow that names none ends it. */
export function clockAfter(
  event: string,
  clock: ClockState,
  at: { today: string; calendar: Calendar; daysFor: (step: ClockStep) => number; isMounted: boolean },
): ClockState {
  const [deed, named] = CLOCK_DEEDS[event] ?? ['stop'];
  if (deed === 'pause') return paused(clock, at.today, at.calendar);
  if (deed === 'resume') return resumed(clock, at.today, at.calendar);
  if (deed !== 'start' || !named) return NO_CLOCK;
  const step = named === 'provider' && !at.isMounted ? 'unmounted' : named;
  return started(step, at.daysFor(step), at.today, at.calendar);
}
