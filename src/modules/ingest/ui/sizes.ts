import { formatNumber } from '#web/kit/number.ts';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes as people read them, by 1024: `5.9 KB`, `1.8 GB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${formatNumber(bytes / 1024 ** power, { decimals: power === 0 ? 0 : 1 })} ${UNITS[power]}`;
}

/** Seconds in whole parts, the two largest: hours and minutes, or minutes and seconds. */
export function splitSeconds(seconds: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(0, Math.round(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), seconds: whole % 60 };
}

/** A value of a table with as many decimals as it has, at most six. */
export function formatValue(value: number): string {
  const decimals = (String(Math.abs(value)).split('.')[1] ?? '').length;
  return formatNumber(value, { decimals: Math.min(6, decimals) });
}

/** A sum of published values: float noise beyond four decimals is cut. */
export function formatSum(value: number): string {
  return formatValue(Math.round(value * 1e4) / 1e4);
}
