import type { ItemFields, ResourceFields } from '../contract.ts';

/** Values of the fields that are chosen, in the order of menus. */
export const OPENNESS = ['free', 'conditional', 'none'] as const satisfies readonly ResourceFields['sharingType'][];
export const GRADES = ['general', 'important', 'core'] as const satisfies readonly ResourceFields['grade'][];
export const CYCLES = [
  ...(['unknown', 'realtime', 'day', 'week', 'month', 'quarter', 'half', 'year'] as const),
] satisfies readonly ResourceFields['updateCycle'][];
export const FORMATS = [
  ...(['database', 'spreadsheet', 'file', 'image', 'media', 'self-described'] as const),
] satisfies readonly ResourceFields['format'][];
export const SOURCES = [
  'government',
  'enterprise',
  'social',
] as const satisfies readonly ResourceFields['sourceClass'][];
export const WAYS = [
  'api',
  'file',
  'table',
  'subscription',
] as const satisfies readonly ResourceFields['sharingWays'][number][];
export const TYPES = [
  ...(['text', 'integer', 'decimal', 'number', 'date', 'datetime', 'boolean'] as const),
] satisfies readonly ItemFields['dataType'][];
export const PERSONAL = ['none', 'personal', 'sensitive'] as const satisfies readonly ItemFields['personal'][];
export const IDENTIFIERS = ['none', 'direct', 'quasi'] as const satisfies readonly ItemFields['identifier'][];
