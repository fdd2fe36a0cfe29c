/** Cuts a sheet into blocks: what stands above a table, its header rows, its data, what stands below. */
import { factsOf, isFootnote, isWords, type RowFacts } from './facts.ts';
import { continuesHeader, isNewHeader, startsAt } from './header-rows.ts';
import { fillMerges, type Merge, type Row } from './sheet.ts';

export interface Block {
  readonly preamble: readonly RowFacts[];
  readonly header: readonly RowFacts[];
  /** Data rows, among them rows with a single text that may be section titles. */
  readonly body: readonly RowFacts[];
  readonly foot: readonly RowFacts[];
}

/** The blocks of a sample, in order. Empty when every row is blank. `headerLines` moves the header of the first block. */
export function findBlocks(rows: readonly Row[], merges: readonly Merge[], headerLines?: readonly number[]): Block[] {
  const facts = fillMerges(rows, merges)
    .map(factsOf)
    .filter(({ filled }) => filled.length > 0);
  const blocks: Block[] = [];
  for (let start = 0; start < facts.length; ) {
    const taken = takeBlock(facts, start, merges, blocks.length === 0 ? headerLines : undefined);
    blocks.push(taken.block);
    start = taken.next;
  }
  return blocks;
}

interface Taken {
  block: Block;
  next: number;
}

function takeBlock(
  facts: readonly RowFacts[],
  start: number,
  merges: readonly Merge[],
  lines?: readonly number[],
): Taken {
  const [first, end] = lines ? pinnedHeader(facts, lines) : foundHeader(facts, start, merges);
  const header = facts.slice(first, end);
  const next = nextBlock(facts, end, header);
  const rest = facts.slice(end, next);
  const body = rest.length - trailing(rest);
  return {
    block: { preamble: facts.slice(start, first), header, body: rest.slice(0, body), foot: rest.slice(body) },
    next,
  };
}

function pinnedHeader(facts: readonly RowFacts[], lines: readonly number[]): [number, number] {
  const inside = facts.flatMap(({ row }, i) => (lines.includes(row.line) ? [i] : []));
  const first = inside[0] ?? 0;
  return [first, (inside.at(-1) ?? first - 1) + 1];
}

const MOST_HEADER_ROWS = 6;

function foundHeader(facts: readonly RowFacts[], start: number, merges: readonly Merge[]): [number, number] {
  const first = startsAt(facts, start);
  if (first.headerless) return [first.index, first.index];
  let end = first.index + 1;
  while (end < facts.length - 1 && end - first.index < MOST_HEADER_ROWS) {
    if (!continuesHeader(facts.slice(first.index, end), facts[end], merges)) break;
    end++;
  }
  return [first.index, end];
}

/** Index where the next block's preamble begins, or the end. */
function nextBlock(facts: readonly RowFacts[], from: number, header: readonly RowFacts[]): number {
  for (let i = from + 1; i < facts.length; i++) {
    if (isNewHeader(facts, i, from, header)) return preambleStart(facts, i, from);
  }
  return facts.length;
}

/** Walks back over the titles and units above a header, not over the notes of the block before. */
function preambleStart(facts: readonly RowFacts[], header: number, from: number): number {
  let start = header;
  while (start - 1 > from && isWords(facts[start - 1]) && !isFootnote(facts[start - 1])) start--;
  return start;
}

/** How many rows at the end are words: notes, sources, signatures. */
function trailing(rows: readonly RowFacts[]): number {
  const firstNote = rows.findIndex((row) => isWords(row) && isFootnote(row));
  if (firstNote >= 0 && rows.slice(firstNote).every(isWords)) return rows.length - firstNote;
  let count = 0;
  while (count < rows.length && isWords(rows[rows.length - 1 - count]) && isFootnote(rows[rows.length - 1 - count]))
    count++;
  return count;
}
