/** First come, first served exclusion within this process. */
export interface Mutex {
  acquire(): Promise<void>;
  release(): void;
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Longest wait in milliseconds before a caller is told that the holder does not let go. */
const PATIENCE = 60_000;

/** A mutex; a wait of more than a minute is an error, since it means that a holder waits for itself. */
export function createMutex(): Mutex {
  const waiting: (() => void)[] = [];
  let held = false;
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else held = false;
  };
  const acquire = () => {
    if (held) return queueUp(waiting);
    held = true;
    return Promise.resolve();
  };
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    await acquire();
    try {
      return await work();
    } finally {
      release();
    }
  };
  return { acquire, release, run };
}

function queueUp(waiting: (() => void)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const enter = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(enter), 1);
      reject(new Error('等待数据库连接超过 60 秒：有事务未结束，或在事务之内又从事务之外取连接。'));
    }, PATIENCE);
    waiting.push(enter);
  });
}
