import { createReadStream } from 'node:fs';
import { Type } from 'typebox';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { admitReader } from '../actions/caller.ts';
import { downloaded, findDownload, isFormat } from '../actions/download.ts';
import { portalErrors } from '../errors.ts';
import { FORMATS } from '../rules/format.ts';
import { readRange } from '../rules/range.ts';
import { isKnown, openToAll } from './reply.ts';

const Params = Type.Object({
  key: Type.String({ maxLength: 64 }),
  file: Type.String({ maxLength: 40, pattern: '^v[0-9]{1,9}\\.[a-z]{2,8}$' }),
});

/** Files of versions: made once, never changed, so a reader's copy stands as long as its tag. */
export function serveFiles(http: HttpApp, platform: Platform): void {
  http.get(
    '/open/files/:key/:file',
    { config: { access: 'public' }, schema: { tags: ['数据开放'], summary: '下载数据集的一个版本', params: Params } },
    async (request, reply) => {
      admitReader(platform, request.ip);
      const [version = '', format = ''] = request.params.file.slice(1).split('.');
      if (!isFormat(format)) throw portalErrors['no-such-file']({});
      const { file, name } = await findDownload(platform, request.params.key, Number(version), format);
      const tag = `"${file.hash}"`;
      void openToAll(reply)
        .header('etag', tag)
        .header('cache-control', 'public, no-cache')
        .header('accept-ranges', 'bytes')
        .header('content-disposition', `attachment; filename="${name}"`);
      if (isKnown(request, tag)) return reply.code(304).send();
      const range = readRange(request.headers.range, file.bytes);
      if (range === 'bad') return reply.code(416).header('content-range', `bytes */${file.bytes}`).send();
      if (range === null || range.from === 0) await downloaded(platform, file);
      if (range !== null) void reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${file.bytes}`);
      const [start, end] = range === null ? [0, file.bytes - 1] : [range.from, range.to];
      const charset = format === 'csv' || format === 'json' ? '; charset=utf-8' : '';
      void reply.type(FORMATS[format].media + charset).header('content-length', end - start + 1);
      return reply.send(createReadStream(platform.blobs.pathOf(file.hash), { start, end }));
    },
  );
}
