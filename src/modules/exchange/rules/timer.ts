/** Steps that have a deadline. */
export const CLOCK_STEPS = ['conformity', 'provider', 'unmounted', 'coordination', 'correction'] as const;
export type ClockStep = (typeof CLOCK_STEPS)[number];

/** What is known of a day. A year that nobody has announced yet is counted by the ordinary week. */
export interface CalendarDay {
  readonly works: boolean;
  /** 元旦, 周末, 调休上班; empty for an ordinary working day. */
  readonly name: string;
  readonly known: boolean;
}

export type Calendar = (day: string) => CalendarDay;

/** A deadline with its counting: each day from the one after the start, and whether it counted. */
export interface Deadline {
  readonly due: string;
  /** A day was counted whose year has not been announced. */
  readonly provisional: boolean;
  readonly counted: readonly (CalendarDay & { readonly day: string })[];
}

/**
 * The last day of a period of working days. The day on which it begins is not counted (《行政许可法》82: working days,
 * holidays left out; the day of receipt does not count, as in 《民法典》201).
 */
export function deadlineOf(from: string, days: number, calendar: Calendar): Deadline {
  const counted: (CalendarDay & { day: string })[] = [];
  let day = from;
  for (let left = days; left > 0; ) {
    day = nextDay(day);
    const found = calendar(day);
    counted.push({ ...found, day });
    if (found.works) left--;
  }
  return { due: day, provisional: counted.some(({ known }) => !known), counted };
}

/** Working days after `from` up to and with `to`. */
export function workdaysBetween(from: string, to: string, calendar: Calendar): number {
  let count = 0;
  for (let day = from; day < to; ) {
    day = nextDay(day);
    if (calendar(day).works) count++;
  }
  return count;
}

/** Working days that are left of a period when it stops at the end of `today`'s eve; at least one. */
export function daysLeft(from: string, days: number, today: string, calendar: Calendar): number {
  return Math.max(1, days - Math.max(0, workdaysBetween(from, previousDay(today), calendar)));
}

/** A calendar of announced days over another one. */
export function withAnnounced(
  base: Calendar,
  days: ReadonlyMap<string, { works: boolean; name: string }>,
  years: ReadonlySet<number>,
): Calendar {
  return (day) => {
    if (!years.has(Number(day.slice(0, 4)))) return base(day);
    const announced = days.get(day);
    return announced ? { ...announced, known: true } : { ...ordinary(day), known: true };
  };
}

/** By the ordinary week. */
export function ordinary(day: string): Omit<CalendarDay, 'known'> {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const works = weekday !== 0 && weekday !== 6;
  return { works, name: works ? '' : '周末' };
}

export const nextDay = (day: string): string => shifted(day, 1);
export const previousDay = (day: string): string => shifted(day, -1);

function shifted(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}
