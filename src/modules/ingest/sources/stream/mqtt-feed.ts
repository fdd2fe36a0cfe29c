import { join } from 'node:path';
import type { Platform } from '#platform/module.ts';
import type { StreamConnector, StreamListener, Subscription } from '../connectors/stream.ts';
import { openSpool } from './spool.ts';

/** MQTT through a spool: what stands there comes first, then what arrives, each with a position. */
export async function subscribeSpooled(
  { config }: Platform,
  id: string,
  connector: StreamConnector,
  topic: string,
  from: string | null,
  listener: StreamListener,
): Promise<Subscription> {
  const spool = await openSpool(join(config.dataDir, 'spool', id));
  if (from !== null) await spool.forget(from);
  for await (const message of spool.after(from)) await listener.take(message);
  const subscription = await connector.subscribe(topic, from, {
    take: async (message) => {
      const position = await spool.append(message);
      await listener.take({ ...message, position });
    },
    failed: listener.failed,
  });
  return {
    close: async () => {
      await subscription.close();
      await spool.close();
    },
  };
}
