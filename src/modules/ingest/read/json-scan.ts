import { fileErrors } from './file-errors.ts';
import { limits } from './limits.ts';

/** An element of an array: the keys that lead to the array joined by `/`, the element's text, the line that text begins on. */
export type JsonElement = { readonly path: string; readonly raw: string; readonly line: number };

/** `document`: one value; the elements of its shallow arrays are reported. `lines`: the file's own values are (JSON Lines). */
export type JsonMode = 'document' | 'lines';

export type JsonScanner = {
  write(text: string): void;
  /** False when the text ended in the middle of a value. */
  end(): boolean;
};

type Frame = { readonly array: boolean; readonly path: string; key: string; count: number };

/** `nested` is the depth within an element; `piece` and `from` give the text since the last separator. */
type State = {
  readonly lines: boolean;
  readonly emit: (element: JsonElement) => void;
  readonly frames: Frame[];
  nested: number;
  piece: string;
  from: number;
  inString: boolean;
  escaped: boolean;
  line: number;
  startLine: number;
};

/** Arrays inside more objects than this are part of a record, not the table. */
const DEEPEST = 3;

const [QUOTE, BACKSLASH, LF, COMMA, COLON] = [0x22, 0x5c, 0x0a, 0x2c, 0x3a];
const [BRACE, BRACKET, END_BRACE, END_BRACKET] = [0x7b, 0x5b, 0x7d, 0x5d];

/**
 * Find the elements of a JSON text's arrays without parsing it as a whole: memory is one chunk and one element.
 * An element is given as it stands between its commas, so whoever parses it meets every error in it.
 */
export function jsonScanner(mode: JsonMode, emit: (element: JsonElement) => void): JsonScanner {
  const start = { frames: [], nested: 0, piece: '', from: 0, inString: false, escaped: false, line: 1, startLine: 1 };
  const state: State = { lines: mode === 'lines', emit, ...start };
  return {
    write: (text) => scan(state, text),
    end: () => {
      const whole = !state.inString && state.frames.length === 0 && state.nested === 0;
      if (whole) expectBlank(state, '', 0);
      return whole;
    },
  };
}

function scan(state: State, text: string): void {
  state.from = 0;
  let at = state.escaped ? 1 : 0;
  state.escaped = false;
  while (at < text.length) at = state.inString ? stringEnd(state, text, at) : structure(state, text, at);
  state.piece += text.slice(state.from);
  if (state.piece.length > limits.record) throw fileErrors['record-too-long']({ line: state.line });
}

/** Walk to the end of the string or of the text. */
function stringEnd(state: State, text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) {
      i++;
      state.escaped = i === text.length;
    } else if (code === QUOTE) {
      state.inString = false;
      return i + 1;
    }
  }
  return text.length;
}

/** Walk to the start of the next string or to the end of the text, heeding the structure on the way. */
function structure(state: State, text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      state.inString = true;
      return i + 1;
    }
    if (code === LF) state.line++;
    else if (code === BRACE || code === BRACKET) open(state, text, i, code === BRACKET);
    else if (code === END_BRACE || code === END_BRACKET) close(state, text, i, code === END_BRACKET);
    else if (state.nested === 0 && (code === COMMA || code === COLON)) separate(state, text, i, code === COLON);
  }
  return text.length;
}

function open(state: State, text: string, at: number, array: boolean): void {
  const top = state.frames.at(-1);
  if (state.nested > 0 || top?.array) {
    state.nested++;
    if (state.nested > limits.nesting) throw malformed(state);
    return;
  }
  expectBlank(state, text, at);
  if (state.lines || (top && !array && state.frames.length >= DEEPEST)) {
    state.nested = 1;
    restart(state, at);
    return;
  }
  const path = top ? [top.path, top.key].filter(Boolean).join('/') : '';
  state.frames.push({ array, path, key: '', count: 0 });
  restart(state, at + 1);
}

function close(state: State, text: string, at: number, array: boolean): void {
  if (state.nested > 0) {
    state.nested--;
    if (state.nested > 0 || !state.lines) return;
    state.emit({ path: '', raw: taken(state, text, at + 1), line: state.startLine });
    restart(state, at + 1);
    return;
  }
  const top = state.frames.pop();
  if (!top || top.array !== array) throw malformed(state);
  if (array) emitElement(state, top, taken(state, text, at), true);
  restart(state, at + 1);
}

function separate(state: State, text: string, at: number, colon: boolean): void {
  const top = state.frames.at(-1);
  if (!top || (colon && top.array)) throw malformed(state);
  const before = taken(state, text, at);
  if (top.array) emitElement(state, top, before, false);
  else if (colon) top.key = keyOf(state, before);
  restart(state, at + 1);
}

/** An empty array has no last element. */
function emitElement(state: State, frame: Frame, raw: string, last: boolean): void {
  if (last && frame.count === 0 && raw.trim() === '') return;
  frame.count++;
  state.emit({ path: frame.path, raw, line: state.startLine });
}

function keyOf(state: State, raw: string): string {
  try {
    return String(JSON.parse(raw));
  } catch {
    throw malformed(state);
  }
}

function taken(state: State, text: string, end: number): string {
  return state.piece + text.slice(state.from, end);
}

function restart(state: State, from: number): void {
  state.piece = '';
  state.from = from;
  state.startLine = state.line;
}

/** Only white space may stand between the last separator and here. */
function expectBlank(state: State, text: string, at: number): void {
  if (taken(state, text, at).trim() !== '') throw malformed(state);
}

function malformed(state: State): Error {
  return fileErrors['malformed-json']({ line: state.line });
}
