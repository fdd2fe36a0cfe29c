import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { Standing } from './look.ts';

/** What was acknowledged, what stands, and where the two differ. */
export interface KillReport {
  readonly kills: number;
  readonly acknowledged: number;
  readonly imports: number;
  readonly faults: readonly string[];
}

interface Message {
  readonly ready?: true;
  readonly accepted?: string;
  readonly done?: string;
  readonly failed?: string;
  readonly name?: string;
  readonly rows?: number;
  readonly failure?: string;
  readonly standing?: readonly Standing[];
  readonly audit?: { readonly brokenAt: number | null };
}

/** Serials of the files of one round begin so far apart. */
const STRIDE = 300;

/**
 * Start a node, kill it at a random moment, again and again; then see that all it has acknowledged stands, once.
 * The first round goes on until an import is acknowledged: the others are killed within one and a half times as long.
 */
export async function killRounds(dataDir: string, rounds: number, tell: (text: string) => void): Promise<KillReport> {
  const accepted = new Map<string, number>();
  const done = new Set<string>();
  const faults: string[] = [];
  let reach: number | null = null;
  for (let round = 0; round < rounds; round++) {
    const child = startNode(dataDir, String(round * STRIDE));
    const patience: number | null = reach;
    let ready = performance.now();
    await listen(child, (message) => {
      if (message.ready) ready = performance.now();
      if (message.ready && patience !== null) void killWithin(child, patience);
      if (message.accepted) accepted.set(message.accepted, message.rows ?? 0);
      if (message.done) done.add(message.done);
      if (message.failed) faults.push(`${message.name}: ${message.failure}`);
      if (message.done && patience === null) {
        reach = Math.ceil((performance.now() - ready) * 1.5);
        child.kill('SIGKILL');
      }
    });
    tell(`kill ${round + 1}/${rounds}: ${accepted.size} accepted, ${done.size} acknowledged as imported`);
  }
  const { standing, audit } = await check(dataDir);
  if (audit?.brokenAt !== null) faults.push(`the audit chain is broken at ${audit?.brokenAt}`);
  faults.push(...faultsOf(accepted, done, standing ?? []));
  return { kills: rounds, acknowledged: done.size, imports: standing?.length ?? 0, faults };
}

function startNode(dataDir: string, task: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'node.ts'), dataDir, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Any moment of the way: while recovering, receiving, importing, committing. */
async function killWithin(child: ChildProcess, milliseconds: number): Promise<void> {
  await setTimeout(randomInt(20, milliseconds));
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
  accepted: ReadonlyMap<string, number>,
  done: ReadonlySet<string>,
  standing: readonly Standing[],
): string[] {
  const byId = new Map(standing.map((row) => [row.id, row]));
  const lost = [...accepted.keys()].filter((id) => !byId.has(id)).map((id) => `accepted import ${id} is lost`);
  const undone = [...done].filter((id) => byId.get(id)?.status !== 'done').map((id) => `imported ${id} is not done`);
  return [...lost, ...undone, ...standing.flatMap((row) => faultsIn(row, accepted.get(row.id)))];
}

function faultsIn(row: Standing, expected: number | undefined): string[] {
  const faults: string[] = [];
  if (row.status !== 'done') faults.push(`${row.file} ended as ${row.status}`);
  if (expected !== undefined && row.accepted !== expected)
    faults.push(`${row.file}: ${row.accepted} of ${expected} rows`);
  if (row.rows !== row.accepted || row.lines !== row.rows)
    faults.push(`${row.file}: ${row.rows} rows on ${row.lines} lines stand for ${row.accepted}`);
  if (row.held !== row.quarantined) faults.push(`${row.file}: ${row.held} rows held, ${row.quarantined} counted`);
  if (row.stray > 0) faults.push(`${row.file}: ${row.stray} rows of batches that do not exist`);
  return faults;
}
