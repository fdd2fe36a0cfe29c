const INTEGER = /^[+-]?\d{1,18}$/;
const DECIMAL = /^[+-]?\d{1,20}(?:\.\d{1,10})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const BOOLEAN = /^(?:true|false)$/i;

/**
 * The type word of a column that comes as texts, from some of its values: what all of them are. Digits that begin with
 * zero and codes of 15 digits and more are names, not numbers. Without any value it is text.
 */
export function guessType(values: readonly (string | null)[]): string {
  const given = values.flatMap((value) => (value === null || value.trim() === '' ? [] : [value.trim()]));
  if (given.length === 0) return 'text';
  const all = (pattern: RegExp) => given.every((value) => pattern.test(value));
  if (all(BOOLEAN)) return 'boolean';
  if (all(DATE)) return 'date';
  if (all(DATETIME)) return 'datetime';
  if (given.some((value) => /^[+-]?0\d/.test(value) || /^\d{15,}$/.test(value))) return 'text';
  if (all(INTEGER)) return 'integer';
  return all(DECIMAL) ? 'decimal' : 'text';
}
