import type { Admin } from '@platformatic/kafka';
import { newToken } from '#platform/ids.ts';
import type { KafkaSettings } from '../contract.ts';
import { readOffsets, writeOffsets } from '../rules/offsets.ts';
import { type StreamConnector, streamConnector } from './stream.ts';

/** The library takes 40 MB: it comes when a source is opened. */
const library = () => import('@platformatic/kafka');

/**
 * Kafka 2.6 and later. Offsets are ours, not the group's: they are committed with the batch, so a message comes exactly
 * once whatever the broker believes.
 */
export function openKafka(settings: KafkaSettings, secret: string): StreamConnector {
  const base = { ...connectionOf(settings, secret), clientId: 'yiping' };
  const withAdmin = async <T>(use: (admin: Admin) => Promise<T>): Promise<T> => {
    const { Admin } = await library();
    const admin = new Admin(base);
    return use(admin).finally(() => admin.close());
  };
  const topics = () => withAdmin((admin) => admin.listTopics({ includeInternals: false }));
  return streamConnector({
    test: async () => void (await topics()),
    objects: async () => (await topics()).map((name) => ({ schema: '', name, comment: '' })),
    subscribe: async (topic, from, listener) => {
      const { Consumer, MessagesStreamModes, stringDeserializer } = await library();
      const consumer = new Consumer({
        ...base,
        groupId: `yiping-${newToken(9)}`,
        deserializers: { value: stringDeserializer },
      });
      const offsets = readOffsets(from);
      const earliest = (await consumer.listOffsets({ topics: [topic], timestamp: -2n })).get(topic) ?? [];
      for (const [partition, offset] of earliest.entries()) if (!offsets.has(partition)) offsets.set(partition, offset);
      const wanted = [...offsets].map(([partition, offset]) => ({ topic, partition, offset }));
      const stream = await consumer.consume({
        topics: [topic],
        mode: MessagesStreamModes.MANUAL,
        offsets: wanted,
        autocommit: false,
      });
      void (async () => {
        for await (const message of stream) {
          offsets.set(message.partition, message.offset + 1n);
          const at = new Date(Number(message.timestamp));
          await listener.take({
            topic: message.topic,
            at,
            value: message.value ?? '',
            position: writeOffsets(offsets),
          });
        }
      })().catch((error: unknown) => listener.failed(error));
      return {
        close: async () => {
          await stream.close();
          await consumer.close();
        },
      };
    },
    close: async () => {},
  });
}

function connectionOf({ brokers, user, mechanism, tls }: KafkaSettings, secret: string) {
  return {
    bootstrapBrokers: [...brokers],
    connectTimeout: 10_000,
    ...(tls && { tls: {} }),
    ...(mechanism !== 'none' && { sasl: { mechanism, username: user, password: secret } }),
  };
}
