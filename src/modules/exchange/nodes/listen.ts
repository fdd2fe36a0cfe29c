import { createServer, type Server } from 'node:https';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { pemOf } from './certificate.ts';
import { nodeDeskOf } from './desk.ts';
import { findSelf } from './sql/directory.ts';

/**
 * A door of its own for other nodes, where both sides show their certificates (TLS 1.3); it opens when the product
 * listens, if a port is set and the node is set up. Nothing but what nodes call is behind it.
 */
export function listenForNodes(http: HttpApp, platform: Platform): void {
  const open: { server: Server | null } = { server: null };
  http.addHook('onListen', async () => {
    open.server = await openDoor(http, platform);
  });
  http.addHook('onClose', async () => {
    open.server?.closeAllConnections();
    open.server?.close();
  });
}

async function openDoor(http: HttpApp, platform: Platform): Promise<Server | null> {
  const { db, sealer } = nodeDeskOf(platform);
  const { nodePort, host } = platform.config;
  const self = nodePort === null ? undefined : await findSelf(db);
  if (!self || nodePort === null) return null;
  const server = createServer({
    cert: pemOf(self.certificate),
    key: sealer.open(self.sealed, 'exchange.node_self'),
    minVersion: 'TLSv1.3',
    requestCert: true,
    // Nobody vouches for a node's certificate; the route holds it against the fingerprint in the directory.
    rejectUnauthorized: false,
  });
  server.on('request', (request, reply) => {
    if (request.url?.startsWith('/api/node/')) return http.routing(request, reply);
    reply.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port: nodePort }, resolve);
  });
  platform.log.info({ port: nodePort }, 'open to other nodes');
  return server;
}
