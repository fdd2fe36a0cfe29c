/** What may stand in a piece that the engine's CSV reads differently from ours; found by searching its bytes. */

/**
 * Whether figures may be written in a way that the engine's parser of numbers takes and ours reads otherwise: `--5`,
 * `5.` and `'5'` are numbers to it. Such pieces have their figures read as texts.
 */
export function numbersMayDiffer(bytes: Buffer, delimiter: string): boolean {
  return ['--', "'", '+-', '-+', `.${delimiter}`, '.\n', '.\r', '."'].some((text) => bytes.includes(text));
}

/** Spaces that JavaScript trims besides the common one, as UTF-8; E2 80 also begins quotes and dashes, which does no harm. */
const SPACES = ['\t', '\v', '\f', '\u00a0', '\u1680', '\u205f', '\u3000', '\ufeff'].map((space) => Buffer.from(space));
const GENERAL_PUNCTUATION = Buffer.from([0xe2, 0x80]);

/** Whether a piece holds spaces other than the common one. */
export function hasExoticSpaces(bytes: Buffer): boolean {
  return bytes.includes(GENERAL_PUNCTUATION) || SPACES.some((space) => bytes.includes(space));
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
