import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { digestOf } from '../suites.ts';
import { keysOf, readDirectory, SignedDirectory } from './directory.ts';
import type { MemberKey } from './envelope.ts';
import { EMPTY_ROOT, type Hash, leafHash, nodeHash } from './merkle.ts';

const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Signed = Type.Object({ text: Type.String(), key: Maybe(Type.String()), signature: Type.String() });

const FileHead = Type.Object({
  format: Type.Literal('yiping-node-log'),
  node: Type.String(),
  exported: Type.String(),
  directory: Maybe(SignedDirectory),
});
const Row = Type.Object({ line: Type.String(), hash: Type.String(), evidence: Maybe(Signed) });
const FileEnd = Type.Object({ head: Signed });
const Entry = Type.Object({ no: Type.Integer(), prev: Type.String(), digest: Type.String() });
const TreeHead = Type.Object({ node: Type.String(), size: Type.Integer(), root: Type.String() });

/** What was found in an exported log. `bad` names the first line of the file that does not hold, and why. */
export interface Verdict {
  readonly node: string;
  /** The key of the province that the directory is signed with: to be compared with the one that is known otherwise. */
  readonly provinceKey: string | null;
  readonly lines: number;
  readonly signatures: number;
  /** Lines whose signed text is no longer kept. */
  readonly bare: number;
  readonly bad: { readonly line: number; readonly why: string } | null;
}

interface State {
  node: string;
  provinceKey: string | null;
  keys: ReadonlyMap<string, MemberKey>;
  lines: number;
  signatures: number;
  bare: number;
  previous: string;
  readonly tree: { size: number; hash: Hash }[];
  headSeen: boolean;
}

/** Verify an exported log line by line, in bounded memory. With `provinceKey`, no other key of the province is believed. */
export async function verifyLog(lines: AsyncIterable<string>, provinceKey: string | null): Promise<Verdict> {
  const state: State = {
    node: '',
    provinceKey: null,
    keys: new Map(),
    lines: 0,
    signatures: 0,
    bare: 0,
    previous: '0'.repeat(64),
    tree: [],
    headSeen: false,
  };
  let at = 0;
  const end = (why: string | null): Verdict => {
    const { node, provinceKey: key, lines: seen, signatures, bare } = state;
    return { node, provinceKey: key, lines: seen, signatures, bare, bad: why === null ? null : { line: at, why } };
  };
  for await (const text of lines) {
    if (text === '') continue;
    at++;
    const why = at === 1 ? readHead(state, text, provinceKey) : readLine(state, text);
    if (why !== null) return end(why);
  }
  if (at === 0) return end('文件是空的');
  return end(state.headSeen || state.lines === 0 ? null : '缺少签名的树头：文件不完整');
}

function readHead(state: State, text: string, provinceKey: string | null): string | null {
  const value = parse(text);
  if (!Check(FileHead, value)) return '不是节点日志的导出文件';
  state.node = value.node;
  const directory = value.directory && readDirectory(value.directory.document);
  if (!value.directory || !directory) return '节点目录读不懂';
  const keys = directory.members.flatMap((member) => [...keysOf(member)]);
  state.keys = new Map(keys);
  const province = directory.members.find(({ id }) => id === directory.province);
  const isProvinces = province?.keys.some(({ id }) => id === value.directory?.key);
  const signed = state.keys.get(value.directory.key)?.verify(value.directory.document, value.directory.signature);
  if (!isProvinces || !signed) return '节点目录的签名不成立';
  state.provinceKey = value.directory.key;
  return provinceKey !== null && provinceKey !== value.directory.key ? '节点目录不是由指定的省级密钥签发的' : null;
}

function readLine(state: State, text: string): string | null {
  const value = parse(text);
  if (Check(FileEnd, value)) return readTreeHead(state, value.head);
  if (state.headSeen) return '树头之后还有内容';
  if (!Check(Row, value)) return '读不懂这一行';
  const entry = parse(value.line);
  if (createHash('sha256').update(value.line).digest('hex') !== value.hash) return '内容与散列值不符：这一行被改动过';
  if (!Check(Entry, entry)) return '读不懂这一行';
  if (entry.no !== state.lines + 1) return `序号应为 ${state.lines + 1}，实为 ${entry.no}：有行缺失或次序被改动`;
  if (entry.prev !== state.previous) return '与上一行的散列值接不上：前面有行被换过';
  state.lines++;
  state.previous = value.hash;
  grow(state.tree, leafHash(value.line));
  return value.evidence === null ? bare(state) : readEvidence(state, entry.digest, value.evidence);
}

function bare(state: State): null {
  state.bare++;
  return null;
}

type SignedText = Type.Static<typeof Signed>;

function readEvidence(state: State, digest: string, { text, key, signature }: SignedText): string | null {
  const signer = state.keys.get(key ?? keyIn(text));
  if (!signer) return '签名所用的密钥不在节点目录里';
  const said = key === null ? digestOf(signer.suite, text) : digestOf('ed25519', text);
  if (said !== digest) return '所附的签名内容与日志里的摘要不符';
  if (!signer.verify(text, signature)) return '签名不成立';
  state.signatures++;
  return null;
}

function keyIn(header: string): string {
  const value = parse(header);
  return typeof value === 'object' && value !== null && 'key' in value ? String(value.key) : '';
}

function readTreeHead(state: State, { text, key, signature }: SignedText): string | null {
  const value = parse(text);
  if (!Check(TreeHead, value) || value.node !== state.node) return '树头读不懂';
  if (!state.keys.get(key ?? '')?.verify(text, signature)) return '树头的签名不成立';
  if (value.size !== state.lines) return `树头说有 ${value.size} 行，文件里有 ${state.lines} 行`;
  if (value.root !== rootOfTree(state.tree)) return '树头的根散列与各行不符';
  state.headSeen = true;
  return null;
}

/** Whole subtrees, the largest first; two of one size become one. */
function grow(tree: { size: number; hash: Hash }[], leaf: Hash): void {
  let last = { size: 1, hash: leaf };
  for (let before = tree.at(-1); before?.size === last.size; before = tree.at(-1)) {
    tree.pop();
    last = { size: last.size * 2, hash: nodeHash(before.hash, last.hash) };
  }
  tree.push(last);
}

function rootOfTree(tree: readonly { hash: Hash }[]): Hash {
  const [last, ...before] = tree.map(({ hash }) => hash).toReversed();
  return last === undefined ? EMPTY_ROOT : before.reduce((right, left) => nodeHash(left, right), last);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
