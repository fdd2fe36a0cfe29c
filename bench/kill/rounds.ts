import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { type DeskMessage, type DeskStanding, deskFaults } from './desk.ts';
import type { Standing } from './look.ts';
import { seededRandom } from './random.ts';

/** What was acknowledged, what stands, and where the two differ. */
export interface KillReport {
  readonly kills: number;
  /** Imports that were accepted, and those that were told to be done. */
  readonly accepted: number;
  readonly acknowledged: number;
  /** Imports that stand: an acceptance may be made and killed before it is told. */
  readonly imports: number;
  readonly rows: number;
  readonly accounts: number;
  readonly sessions: number;
  readonly auditRows: number;
  readonly faults: readonly string[];
}

interface Message extends DeskMessage {
  readonly ready?: true;
  readonly accepted?: string;
  readonly done?: string;
  readonly failed?: string;
  readonly name?: string;
  readonly rows?: number;
  readonly sum?: number;
  readonly failure?: string;
  readonly standing?: readonly Standing[];
  readonly desk?: DeskStanding;
  readonly audit?: { readonly rows: number; readonly brokenAt: number | null };
}

export interface KillOptions {
  readonly dataDir: string;
  readonly rounds: number;
  /** The moments are drawn from it. */
  readonly seed: number;
  readonly tell: (text: string) => void;
}

/** Serials of the files and accounts of one round begin so far apart. */
const STRIDE = 300;

/** One round in so many is killed before it is ready. */
const EARLY = 5;

/** Rows and sum of an accepted import. */
type Expected = Pick<Message, 'rows' | 'sum'>;

/**
 * Start a node, kill it at a random moment, again and again; then see that all it has acknowledged stands, once.
 * The first round goes on until an import is acknowledged: the others are killed within one and a half times as long, and
 * some of them while they open the stores and repair what the last kill left.
 */
export async function killRounds({ dataDir, rounds, seed, tell }: KillOptions): Promise<KillReport> {
  const random = seededRandom(seed);
  const accepted = new Map<string, Expected>();
  const done = new Set<string>();
  const written: DeskMessage[] = [];
  const faults: string[] = [];
  let reach: number | null = null;
  let opening = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const child = startNode(dataDir, String(round * STRIDE));
    const patience: number | null = reach;
    const isEarly = patience !== null && random(0, EARLY) === 0;
    if (isEarly) void killAfter(child, random(50, Math.ceil(opening)));
    let ready = began;
    await listen(child, (message) => {
      if (message.ready) ready = performance.now();
      if (message.ready && patience !== null && !isEarly) void killAfter(child, random(20, patience));
      if (message.accepted) accepted.set(message.accepted, message);
      if (message.done) done.add(message.done);
      if (message.failed) faults.push(`${message.name}: ${message.failure}`);
      if (message.account ?? message.session ?? message.moved) written.push(message);
      if (message.done && patience === null) {
        reach = Math.ceil((performance.now() - ready) * 1.5);
        opening = ready - began;
        child.kill('SIGKILL');
      }
    });
    tell(
      `kill ${round + 1}/${rounds}: ${accepted.size} accepted, ${done.size} imported, ${written.length} ledger writes`,
    );
  }
  const { standing = [], desk, audit } = await check(dataDir);
  if (audit?.brokenAt !== null) faults.push(`the audit chain is broken at ${audit?.brokenAt}`);
  if (desk) faults.push(...deskFaults(written, desk));
  faults.push(...faultsOf(accepted, done, standing));
  return {
    kills: rounds,
    accepted: accepted.size,
    acknowledged: done.size,
    imports: standing.length,
    rows: standing.reduce((sum, { rows }) => sum + rows, 0),
    accounts: written.filter(({ account }) => account !== undefined).length,
    sessions: written.filter(({ session }) => session !== undefined).length,
    auditRows: audit?.rows ?? 0,
    faults,
  };
}

function startNode(dataDir: string, task: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'node.ts'), dataDir, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Any moment of the way: while opening, recovering, receiving, importing, committing. */
async function killAfter(child: ChildProcess, milliseconds: number): Promise<void> {
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
}

async function listen(child: ChildProcess, hear: (message: Message) => void): Promise<void> {
  if (!child.stdout) return;
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    // The last line may be cut off by the kill; what was not said whole was not acknowledged.
    if (line.endsWith('}')) hear(JSON.parse(line));
  }
  await ended;
}

async function check(dataDir: string): Promise<Message> {
  let result: Message = {};
  await listen(startNode(dataDir, 'check'), (message) => {
    if (message.standing) result = message;
  });
  return result;
}

function faultsOf(
  accepted: ReadonlyMap<string, Expected>,
  done: ReadonlySet<string>,
  standing: readonly Standing[],
): string[] {
  const byId = new Map(standing.map((row) => [row.id, row]));
  const lost = [...accepted.keys()].filter((id) => !byId.has(id)).map((id) => `accepted import ${id} is lost`);
  const undone = [...done].filter((id) => byId.get(id)?.status !== 'done').map((id) => `imported ${id} is not done`);
  return [...lost, ...undone, ...standing.flatMap((row) => faultsIn(row, accepted.get(row.id)))];
}

/** Sums of binary fractions in another order differ in their last digits. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(a);

function faultsIn(row: Standing, expected: Expected | undefined): string[] {
  const faults: string[] = [];
  if (row.status !== 'done') faults.push(`${row.file} ended as ${row.status}`);
  if (expected?.rows !== undefined && row.accepted !== expected.rows)
    faults.push(`${row.file}: ${row.accepted} of ${expected.rows} rows`);
  if (expected?.sum !== undefined && !isSame(row.sum, expected.sum))
    faults.push(`${row.file}: the figures add up to ${row.sum}, not ${expected.sum}`);
  if (!isSame(row.sum, row.told)) faults.push(`${row.file}: the ledger says ${row.told}, the warehouse ${row.sum}`);
  if (row.rows !== row.accepted || row.lines !== row.rows)
    faults.push(`${row.file}: ${row.rows} rows on ${row.lines} lines stand for ${row.accepted}`);
  if (row.held !== row.quarantined) faults.push(`${row.file}: ${row.held} rows held, ${row.quarantined} counted`);
  if (row.stray > 0) faults.push(`${row.file}: ${row.stray} rows of batches that do not exist`);
  return faults;
}
