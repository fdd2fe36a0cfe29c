/** Letter of a column as spreadsheet programs write it: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : columnLetter(Math.floor(index / 26) - 1) + rest;
}

/** Letters of several columns in order, neighbours as a span: A、C—F. */
export function columnLetters(indexes: readonly number[], and = '、'): string {
  const sorted = [...new Set(indexes)].sort((a, b) => a - b);
  const spans: [number, number][] = [];
  for (const index of sorted) {
    const last = spans.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else spans.push([index, index]);
  }
  return spans
    .map(([from, to]) => (from === to ? columnLetter(from) : `${columnLetter(from)}—${columnLetter(to)}`))
    .join(and);
}
