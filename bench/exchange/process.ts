import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A node as a process of its own: started, asked, killed, started again on the same folder. */
export interface NodeProcess {
  ask<T>(name: string, input?: object): Promise<T>;
  /** Memory in use, at most, since the last time it was asked. */
  kill(): Promise<void>;
  end(): Promise<void>;
  readonly child: ChildProcess;
}

/** Start a node, and wait until it answers. */
export async function startNode(folder: string, port: number): Promise<NodeProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'node.ts'), folder, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting: { name: string; resolve: (value: unknown) => void; reject: (error: Error) => void }[] = [];
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void gone.then(() => {
    for (const { reject } of waiting.splice(0)) reject(new Error('the node is gone'));
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { name, value } = JSON.parse(line);
    const at = waiting.findIndex((one) => one.name === name);
    const [one] = at < 0 ? [] : waiting.splice(at, 1);
    if (value !== null && typeof value === 'object' && 'failed' in value)
      one?.reject(new Error(`${name}: ${value.failed}`));
    else one?.resolve(value);
  });
  child.stdin.on('error', () => {});
  const ask = <T>(name: string, input: object = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ name, resolve: (value) => resolve(value as T), reject });
      child.stdin.write(`${JSON.stringify({ do: name, ...input })}\n`);
    });
  await ask('memory');
  return {
    child,
    ask,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    end: async () => {
      child.stdin.write('{"do":"end"}\n');
      await gone;
    },
  };
}
