import type { MqttClient } from 'mqtt';
import { systemClock } from '#platform/clock.ts';
import { newToken } from '#platform/ids.ts';
import type { MqttSettings } from '../contract.ts';
import { type StreamConnector, streamConnector } from './stream.ts';

/**
 * MQTT 3.1.1 and 5 at QoS 1. `keep` names a session that the broker keeps while we are away, so that what comes meanwhile
 * is delivered later; without it the session ends with the connection. A message is acknowledged after `take` has
 * resolved. MQTT has no offsets: whoever needs a position spools (`stream/spool.ts`).
 */
export function openMqtt(settings: MqttSettings, secret: string, keep: string | null = null): StreamConnector {
  const connect = async () => {
    const { connectAsync } = await import('mqtt');
    return connectAsync(settings.url, {
      clientId: keep ?? `yiping-${newToken(9)}`,
      clean: keep === null,
      ...(settings.user !== '' && { username: settings.user, password: secret }),
      connectTimeout: 10_000,
      reconnectPeriod: keep === null ? 0 : 5_000,
    });
  };
  return streamConnector({
    test: async () => (await connect()).endAsync(),
    objects: async () => [{ schema: '', name: '#', comment: '所有主题' }],
    subscribe: async (topic, from, listener) => {
      const client: MqttClient = await connect();
      client.handleMessage = (packet, done) => {
        // A retained message comes with every subscription; it counts with the first.
        if (packet.retain && from !== null) return done();
        const message = { topic: packet.topic, at: systemClock.now(), value: packet.payload.toString(), position: '' };
        listener.take(message).then(
          () => done(),
          (error: Error) => done(error),
        );
      };
      client.on('error', (error) => listener.failed(error));
      await client.subscribeAsync(topic, { qos: 1 });
      return { close: () => client.endAsync() };
    },
    close: async () => {},
  });
}
