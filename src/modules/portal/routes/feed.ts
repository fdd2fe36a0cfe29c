import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { admitReader } from '../actions/caller.ts';
import { feedSource } from '../actions/site.ts';
import { dcatQuads, type FeedSource } from '../feed/dcat.ts';
import { podCatalogue } from '../feed/pod.ts';
import { toJsonLd, toTurtle } from '../feed/write.ts';
import { baseOf, sendTagged } from './reply.ts';

const config = { access: 'public' } as const;

/** The catalogue for machines: DCAT-AP, Project Open Data, sitemap, robots. */
export function serveFeeds(http: HttpApp, platform: Platform): void {
  const feed = (url: string, type: string, write: (source: FeedSource) => string | Promise<string>) =>
    http.get(url, { config, schema: { tags: ['数据开放'], summary: '开放目录' } }, async (request, reply) => {
      admitReader(platform, request.ip);
      return sendFeed(platform, request, reply, type, write);
    });
  feed('/catalog.ttl', 'text/turtle; charset=utf-8', (source) => toTurtle(dcatQuads(source)));
  feed('/catalog.jsonld', 'application/ld+json; charset=utf-8', (source) => toJsonLd(dcatQuads(source)));
  feed('/data.json', 'application/json; charset=utf-8', (source) => JSON.stringify(podCatalogue(source)));
  feed('/sitemap.xml', 'application/xml; charset=utf-8', sitemap);
  http.get('/robots.txt', { config, schema: { hide: true } }, async (request, reply) =>
    reply
      .header('cache-control', 'public, max-age=3600')
      .type('text/plain; charset=utf-8')
      .send(robots(baseOf(request))),
  );
}

async function sendFeed(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  write: (source: FeedSource) => string | Promise<string>,
): Promise<FastifyReply> {
  const source = await feedSource(platform, baseOf(request));
  return sendTagged(request, reply, { body: await write(source), type, seconds: 300 });
}

/** The sitemap protocol takes 50,000 addresses. */
const MOST_ADDRESSES = 49_000;

function sitemap({ base, rows }: FeedSource): string {
  const pages = ['', '/datasets', '/request', '/co', '/keys', '/about'].map(
    (path) => `<url><loc>${xml(`${base}/open${path}`)}</loc></url>`,
  );
  const datasets = rows
    .slice(0, MOST_ADDRESSES)
    .map(
      ({ name, published_at }) =>
        `<url><loc>${xml(`${base}/open/dataset/${name}`)}</loc><lastmod>${published_at.toISOString()}</lastmod></url>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${[...pages, ...datasets].join('\n')}\n</urlset>\n`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Only the public site is for crawlers. */
function robots(base: string): string {
  const open = ['/open', '/catalog.', '/data.json', '/sitemap.xml', '/assets/', '/icons/'];
  return `User-agent: *\n${open.map((path) => `Allow: ${path}`).join('\n')}\nDisallow: /open/api/\nDisallow: /\nSitemap: ${base}/sitemap.xml\n`;
}
