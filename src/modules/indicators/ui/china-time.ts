/** Releases stand in China's time, wherever the reader is. */

const WRITTEN = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant as `2026-11-24 10:00`. */
export const chinaTime = (instant: string): string => WRITTEN.format(new Date(instant));

/** `2026-11-24T10:00`, as a field gives it, as an instant. */
export const chinaInstant = (local: string): string => `${local.slice(0, 16)}:00+08:00`;
