/** What makes a spreadsheet program take a cell for a formula; full-width forms count in East Asian editions. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/** A signed number as people write it, or a bare dash for "none": harmless. */
const HARMLESS = /^[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?%?$|^[+-]+$/i;

/**
 * Text made safe for a cell of an exported CSV or workbook: what would run as a formula is given a leading apostrophe,
 * which spreadsheet programs show as text. Numbers such as `-12.5` stay numbers.
 * Source: OWASP, CSV Injection.
 */
export function escapeFormula(text: string): string {
  return FORMULA_START.test(text) && !HARMLESS.test(text) ? `'${text}` : text;
}
