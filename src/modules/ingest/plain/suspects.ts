/** What may stand in a piece that the engine's CSV reads differently from ours; found by searching its bytes. */

const QUOTE = 0x27;
const PLUS = 0x2b;
const MINUSES = Buffer.from('--');

/**
 * Whether figures may be written in a way that the engine's parser of numbers takes and ours reads otherwise: `--5`,
 * `+-5` and `'5'` are numbers to it. Such pieces have their figures read as texts.
 */
export function numbersMayDiffer(bytes: Buffer): boolean {
  return bytes.includes(QUOTE) || bytes.includes(PLUS) || bytes.includes(MINUSES);
}

/**
 * First bytes, in UTF-8, of the spaces that JavaScript trims besides the common one: tabs, U+00A0, U+1680, U+2000 …
 * U+205F, U+3000, U+FEFF. Other characters begin with them too, which only makes the piece be looked at more closely;
 * single bytes are found ten times as fast as sequences.
 */
const SPACE_LEADS = [0x09, 0x0b, 0x0c, 0xc2, 0xe1, 0xe2, 0xe3, 0xef];

/** Whether a piece may hold spaces other than the common one. */
export function hasExoticSpaces(bytes: Buffer): boolean {
  return SPACE_LEADS.some((lead) => bytes.includes(lead));
}

/**
 * Codes of ClickHouse errors that speak of the data, not of the engine: CANNOT_PARSE_TEXT, CANNOT_PARSE_QUOTED_STRING,
 * CANNOT_PARSE_INPUT_ASSERTION_FAILED, ATTEMPT_TO_READ_AFTER_EOF, CANNOT_READ_ALL_DATA, CANNOT_PARSE_NUMBER,
 * INCORRECT_DATA, UNEXPECTED_END_OF_FILE, UNKNOWN_ELEMENT …
 */
const DATA_CODES = new Set([6, 25, 26, 27, 32, 33, 38, 41, 72, 117, 131, 246, 467, 560]);

/** Whether the engine refused bytes because of what they say. */
export function isDataError(error: unknown): boolean {
  const code = error instanceof Error ? /Code: (\d+)/.exec(error.message)?.[1] : undefined;
  return code !== undefined && DATA_CODES.has(Number(code));
}
