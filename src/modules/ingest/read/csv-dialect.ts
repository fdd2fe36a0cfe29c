import { afterBreak, nextRecord, scanOf } from './csv-scan.ts';

/** Delimiters tried; U+0001 is Hive's default. */
const CANDIDATES = [',', '\t', ';', '|', '\u0001', '^', '~', '，'];
const SAMPLE_ROWS = 300;
/** Candidates by which fewer rows agree than half of the best are out. */
const CONTENDER = 0.5;

/** A tab before each delimiter keeps spreadsheets from turning 2024年 or a code into something else; it separates nothing. */
const PADDING = /\t(?=[,;|])/g;

type Fit = { readonly delimiter: string; readonly share: number; readonly first: number; readonly width: number };

/**
 * Find the delimiter of decoded sample text. Rows agree on a width; titles above and notes below do not disturb it.
 * Of the candidates by which most rows agree, the one that also splits the header wins (a decimal comma or a `10~20`
 * appears in the rows, not above them), then the one that explains more cells. A single column falls back to the comma.
 */
export function detectDelimiter(sample: string): string {
  const declared = separatorLine(sample);
  if (declared !== null) return declared.delimiter;
  const plain = sample.replace(PADDING, '');
  const fits = CANDIDATES.map((delimiter) => fitOf(delimiter, sampleWidths(plain, delimiter)));
  const best = Math.max(...fits.map(({ share }) => share));
  const contenders = fits.filter(({ share }) => share > 0 && share >= best * CONTENDER);
  const [chosen] = contenders.sort((a, b) => a.first - b.first || b.share * (b.width - 1) - a.share * (a.width - 1));
  return chosen?.delimiter ?? ',';
}

/** The delimiter that a first line `sep=X` declares and that line's length with its break; null when it is data. */
export function separatorLine(text: string): { delimiter: string; length: number } | null {
  const match = /^"?sep=([ -~\t])"?(?:\r\n?|\n|$)/i.exec(text);
  return match?.[1] === undefined ? null : { delimiter: match[1], length: match[0].length };
}

/** Widths of the first rows. Stops quietly at a quote that the sample does not close. */
function sampleWidths(sample: string, delimiter: string): number[] {
  const scan = scanOf(sample, delimiter);
  const widths: number[] = [];
  for (let at = 0; at < sample.length && widths.length < SAMPLE_ROWS; ) {
    scan.at = at;
    const found = nextRecord(scan);
    if (!found) break;
    if (found.cells.some((cell) => cell !== '')) widths.push(found.cells.length);
    at = afterBreak(sample, found.end);
  }
  return widths;
}

/** The most frequent width above one, its share of the rows and the first row that has it. */
function fitOf(delimiter: string, widths: readonly number[]): Fit {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  return { delimiter, share: widths.length === 0 ? 0 : count / widths.length, first: widths.indexOf(width), width };
}
