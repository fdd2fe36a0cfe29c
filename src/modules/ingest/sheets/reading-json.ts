import { createHash } from 'node:crypto';
import { canonical } from '#platform/audit.ts';
import type { Reading } from '../rules/reading.ts';

/** Readings as the ledger gives them back. Only this module writes them; their version says whether we can read them. */
export function readingsFrom(value: unknown): Reading[] {
  if (Array.isArray(value) && value.every(isReading)) return value;
  throw new Error('the stored reading is of another version');
}

function isReading(value: unknown): value is Reading {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'columns' in value;
}

/** What tells two ways of reading the same sheet apart. */
export function hashReadings(readings: readonly Reading[]): string {
  return createHash('sha256').update(canonical(readings)).digest('hex');
}

/** The shape under which a sheet's corrections are remembered and its resource is found. */
export function shapeOfSheet(readings: readonly Reading[]): string {
  return readings[0]?.shape ?? '';
}
