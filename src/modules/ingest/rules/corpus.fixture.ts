/** The corpus: sheets as bureaus publish them, with invented figures, and the facts a careful person reads in them. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Observation, Outcome } from './outcome.ts';
import type { ProposeContext } from './propose.ts';
import { SHANXI } from './regions.fixture.ts';
import { line, sheet, take } from './sheet.fixture.ts';
import type { Cell, Merge, Row } from './sheet.ts';

const FOLDER = new URL('./corpus/', import.meta.url);

export interface CorpusSheet {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly merges: readonly Merge[];
  readonly context: Partial<ProposeContext>;
  /** Facts in the form of `line`: 太原市 2024-10 CUM 用电量(亿千瓦时)=30.5 yoy=4.5. */
  readonly facts: readonly string[];
  /** Rows that must be quarantined, by line. */
  readonly held: readonly number[];
  /** What is still read wrongly, and why; empty when all of it should be right. */
  readonly wrong: string;
}

/**
 * All sheets. A file of the corpus holds sheets one after another: `# name`; settings (`> file=…`, `> sheet=…`,
 * `> merge=1:0-1:4` top:left-bottom:right, `> held=7`, `> wrong=why`); rows as in `sheet` (`'12` is text); `=`; facts.
 */
export function corpusSheets(folder: URL = FOLDER): CorpusSheet[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files
    .toSorted()
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split(/^# /m).slice(1).map(sheetOf));
}

function sheetOf(text: string): CorpusSheet {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const settings = lines.filter((each) => each.startsWith('> '));
  const end = lines.indexOf('=');
  const body = lines.slice(settings.length, end).join('\n');
  const all = (key: string) => settings.flatMap((each) => each.match(`^> ${key}=(.*)$`)?.[1] ?? []);
  const [sheetName] = all('sheet');
  const [fileName] = all('file');
  return {
    name: head,
    rows: sheet(body).map(withTexts),
    merges: all('merge').flatMap((each) => each.split(' ').map(mergeOf)),
    context: { region: SHANXI, ...(sheetName && { sheetName }), ...(fileName && { fileName }) },
    facts: lines.slice(end + 1).flatMap(factsOf),
    held: all('held').flatMap((each) => each.split(' ').map(Number)),
    wrong: all('wrong').join('；'),
  };
}

function withTexts(row: Row): Row {
  return { ...row, cells: row.cells.map((cell): Cell => (typeof cell === 'string' ? cell.replace(/^'/, '') : cell)) };
}

function mergeOf(text: string): Merge {
  const [top = 0, left = 0, bottom = 0, right = 0] = text.split(/[:-]/).map(Number);
  return { top, left, bottom, right };
}

/** `太原市 2024: 人口(人)=1; 面积(亩)=2` is two facts; in `太原市 * 人口(人): 2023=1; 2024=2` the star stands for what differs. */
function factsOf(text: string): string[] {
  const [, head, tail] = /^(.*?): (.*)$/.exec(text) ?? [];
  if (head === undefined || tail === undefined) return text === '' ? [] : [text];
  return tail.split('; ').map((item) => {
    if (!head.includes('*')) return tidy(`${head} ${item}`);
    const at = item.indexOf('=');
    const [before = '', after = ''] = head.split('*');
    return tidy(`${before}${item.slice(0, at)}${after}${item.slice(at)}`);
  });
}

/** 2024 CUM in place of the star, before a basis of the head. */
function tidy(fact: string): string {
  return fact.replace(/\s+/g, ' ');
}

export interface Score {
  readonly sheet: CorpusSheet;
  readonly right: number;
  /** Facts not read, or read otherwise. */
  readonly missed: readonly string[];
  /** What was read although nobody would. */
  readonly invented: readonly string[];
  /** Rows in quarantine that should have been read. */
  readonly held: readonly string[];
}

/** Proposes for a sheet, reads it all, and holds what came out against its facts. */
export function score(corpus: CorpusSheet, context: Partial<ProposeContext> = corpus.context): Score {
  const { outcomes, observations } = take(corpus.rows, context, corpus.merges);
  const read = observations.filter(saysSomething).map(line);
  const left = [...corpus.facts];
  const invented = read.filter((fact) => {
    const at = left.indexOf(fact);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return {
    sheet: corpus,
    right: corpus.facts.length - left.length,
    missed: left,
    invented,
    held: held(outcomes, corpus),
  };
}

function saysSomething({ value, growth }: Observation): boolean {
  return value !== null || growth !== null;
}

function held(outcomes: readonly Outcome[], corpus: CorpusSheet): string[] {
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'quarantined' && !corpus.held.includes(outcome.line) ? [outcome.text] : [],
  );
}
