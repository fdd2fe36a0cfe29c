import { constants } from 'node:os';

/** A terminal tells the whole group of Ctrl-C and npm passes it on again: what comes so soon is one wish. */
const SAME_WISH_MS = 1_000;

/**
 * Stop when asked to (Ctrl-C, SIGTERM, the terminal closing): close and end with 0; ended at once when nothing stands
 * yet, or when asked a second time. `closing` gives the way to close once there is one.
 */
export function stopOnSignals(closing: () => (() => Promise<void>) | null): void {
  surviveLostTerminal();
  let asked: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (asked !== null && now - asked < SAME_WISH_MS) return;
    const isFirst = asked === null;
    asked = now;
    const close = closing();
    if (isFirst && close) return void closeAndExit(close);
    process.stderr.write(isFirst ? '\n启动被中断，下次启动会接着做。\n' : '已强制停止，下次启动时会恢复。\n');
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

async function closeAndExit(close: () => Promise<void>): Promise<void> {
  process.stderr.write('\n正在停止 …（再按一次 Ctrl-C 强制停止）\n');
  try {
    await close();
    process.stderr.write('已停止，数据已保存。\n');
    process.exit(0);
  } catch (error) {
    process.stderr.write(`停止时出错，下次启动时会恢复：${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Words that nobody can hear any more must not end the process before its data is safe. */
function surviveLostTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
