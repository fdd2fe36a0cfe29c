/** The readers of the overview bench, in a process of their own: keep-alive connections that ask for screens. */
import { Agent, request } from 'node:http';

export interface Plan {
  readonly url: string;
  readonly cookie: string;
  /** JSON bodies. */
  readonly screens: readonly string[];
  readonly readers: number;
  /** How often each reader goes through the screens; with one reader and one round each screen is asked once. */
  readonly rounds: number;
}

export interface Timings {
  readonly ms: number[];
  readonly elapsed: number;
  /** Of the last reply, as sent. */
  readonly bytes: number;
}

process.once('message', (plan: Plan) => {
  void readAll(plan).then((timings) => process.send?.(timings, () => process.exit(0)));
});

async function readAll(plan: Plan): Promise<Timings> {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.readers });
  const ms: number[] = [];
  let bytes = 0;
  const reader = async (offset: number) => {
    const total = plan.readers === 1 ? plan.screens.length * plan.rounds : plan.rounds;
    for (let i = 0; i < total; i++) {
      const start = performance.now();
      bytes = await ask(agent, plan, plan.screens[(offset + i) % plan.screens.length] ?? '');
      ms.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: plan.readers }, (_, i) => reader(i)));
  return { ms, elapsed: performance.now() - start, bytes };
}

function ask(agent: Agent, { url, cookie }: Plan, body: string): Promise<number> {
  const headers = {
    cookie,
    'x-yiping': '1',
    'content-type': 'application/json',
    'accept-encoding': 'gzip',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/indicators/cards`, { method: 'POST', agent, headers }, (reply) => {
      let bytes = 0;
      reply.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      reply.on('end', () =>
        reply.statusCode === 200 ? resolve(bytes) : reject(new Error(`HTTP ${reply.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
