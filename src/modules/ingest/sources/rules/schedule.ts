/** When a collection runs. Local time is Asia/Shanghai: UTC+8 without daylight saving since 1991. */
export type ScheduleRule =
  | { readonly kind: 'manual' }
  | { readonly kind: 'stream' }
  | { readonly kind: 'every'; readonly minutes: number }
  | { readonly kind: 'cron'; readonly cron: string };

const MINUTE = 60_000;
const OFFSET = 8 * 60 * MINUTE;
/** A leap day on a certain weekday comes within 28 years; beyond, the fields never meet. */
const HORIZON_DAYS = 366 * 28;

const FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** The five fields of a cron line as sets of numbers; null when it cannot be read. Sunday is 0 or 7. */
export function parseCron(line: string): readonly ReadonlySet<number>[] | null {
  const parts = line.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) return null;
  const sets = FIELDS.map(([low, high], i) => fieldOf(parts[i] ?? '', low, high));
  return sets.every((set) => set !== null) ? sets : null;
}

function fieldOf(text: string, low: number, high: number): Set<number> | null {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return null;
    const from = match[1] === undefined ? low : Number(match[1]);
    const open = match[1] === undefined || (match[2] === undefined && match[3] !== undefined);
    const to = match[2] === undefined ? (open ? high : from) : Number(match[2]);
    const step = Number(match[3] ?? 1);
    if (step < 1 || from < low || to > high || from > to) return null;
    for (let value = from; value <= to; value += step) found.add(value);
  }
  return found;
}

/** The first moment after `after` at which the schedule is due; null when it never is by itself. */
export function nextAt(schedule: ScheduleRule, after: Date): Date | null {
  if (schedule.kind === 'every') return new Date(after.getTime() + schedule.minutes * MINUTE);
  return schedule.kind === 'cron' ? nextCron(schedule.cron, after) : null;
}

function nextCron(line: string, after: Date): Date | null {
  const sets = parseCron(line);
  if (!sets) return null;
  const [minutes, hours] = sets;
  const start = new Date((Math.floor((after.getTime() + OFFSET) / MINUTE) + 1) * MINUTE);
  for (let day = 0; day < HORIZON_DAYS; day++) {
    const date = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + day));
    if (!isDay(line, sets, date)) continue;
    const from = day === 0 ? start.getUTCHours() * 60 + start.getUTCMinutes() : 0;
    for (let at = from; at < 1_440; at++)
      if (hours?.has(Math.floor(at / 60)) && minutes?.has(at % 60))
        return new Date(date.getTime() + at * MINUTE - OFFSET);
  }
  return null;
}

/** As cron does: when both day fields say something, either is enough. */
function isDay(line: string, [, , days, months, weekdays]: readonly ReadonlySet<number>[], date: Date): boolean {
  if (!months?.has(date.getUTCMonth() + 1)) return false;
  const [, , dayField = '*', , weekField = '*'] = line.trim().split(/\s+/);
  const week = date.getUTCDay();
  const byDay = days?.has(date.getUTCDate()) === true;
  const byWeek = weekdays?.has(week) === true || (week === 0 && weekdays?.has(7) === true);
  if (dayField.startsWith('*') || weekField.startsWith('*')) return byDay && byWeek;
  return byDay || byWeek;
}

/** Failures in a row put the next attempt off: 1, 2, 4 … minutes, six hours at most. */
export function retryAt(failures: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(2 ** Math.max(0, failures - 1), 360) * MINUTE);
}
