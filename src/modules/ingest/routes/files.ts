import type { BusboyFileStream } from '@fastify/busboy';
import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { describeFile, fileReply, previewSheet, releaseOriginal } from '../actions/file.ts';
import { receiveFile } from '../actions/receive.ts';
import { FileHash, FileOptions, FileReply, PreviewReply, ProposalWish } from '../contract.ts';
import { ingestErrors } from '../errors.ts';

const tags = ['ingest'];
const config = { access: { permission: 'dataset:import' } };
const params = Type.Object({ hash: FileHash });
const sheetParams = Type.Object({ hash: FileHash, sheet: Type.Integer({ minimum: 0 }) });

/** The name of a file without characters that steer a screen, at most 255 of them: what stands at its end tells its kind. */
function plainName(filename: string): string {
  const shown = filename.normalize('NFC').replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');
  return [...shown].slice(-255).join('') || 'file';
}

/** A stream that ends with a refusal when it was cut off at the size limit. */
async function* wholeOf(file: BusboyFileStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of file) yield chunk;
  if (file.truncated) throw ingestErrors['too-large']({});
}

/** Files: receive, look at, propose, hand out. */
export function serveFiles(http: HttpApp, platform: Platform): void {
  http.post(
    '/api/ingest/files',
    {
      config,
      schema: {
        tags,
        summary: '上传文件，返回读法建议；同一内容再次上传不改变任何东西',
        consumes: ['multipart/form-data'],
        querystring: FileOptions,
        response: { 200: FileReply },
      },
    },
    async (request) => {
      const part = await request.file();
      if (!part) throw ingestErrors['no-file-part']({});
      const name = plainName(part.filename);
      const received = await receiveFile(platform, actorOf(request), {
        name,
        stream: wholeOf(part.file),
        options: request.query,
      });
      return fileReply(platform, received);
    },
  );
  http.get(
    '/api/ingest/files/:hash',
    { config, schema: { tags, summary: '已上传的文件及其读法建议', params, response: { 200: FileReply } } },
    (request) => describeFile(platform, actorOf(request), request.params.hash),
  );
  http.post(
    '/api/ingest/files/:hash/sheets/:sheet/reading',
    {
      config,
      schema: {
        tags,
        summary: '按改动重新读一张工作表，并给出前若干行的去向；不保存任何东西',
        params: sheetParams,
        body: ProposalWish,
        response: { 200: PreviewReply },
      },
    },
    (request) => {
      const { hash, sheet } = request.params;
      return previewSheet(platform, actorOf(request), hash, sheet, request.body);
    },
  );
  http.get(
    '/api/ingest/files/:hash/original',
    { config: { access: { permission: 'dataset:read' } }, schema: { tags, summary: '下载原始文件', params } },
    async (request, reply) => {
      const file = await releaseOriginal(platform, actorOf(request), request.params.hash);
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-length', file.bytes)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .send(platform.blobs.read(file.hash));
    },
  );
}
