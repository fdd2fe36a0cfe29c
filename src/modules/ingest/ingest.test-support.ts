import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import { catalogue } from '../catalogue/module.ts';
import { identity } from '../identity/module.ts';
import type { AcceptReply, FileReply, Import } from './contract.ts';
import { ingest } from './module.ts';

/** The product up to ingest. */
export function openIngestApp(): Promise<TestApp> {
  return openTestApp({}, [identity, catalogue, ingest]);
}

/** A multipart body with one file, as a browser sends it. */
export function multipart(name: string, bytes: Buffer): { payload: Buffer; headers: Record<string, string> } {
  const boundary = '----yiping-test-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

/** Upload bytes; the reply as it came. */
export function upload(call: Caller, name: string, bytes: Buffer, query = '') {
  return call({ method: 'POST', url: `/api/ingest/files${query}`, ...multipart(name, bytes) });
}

/** Upload what must be a table. */
export async function uploadFile(call: Caller, name: string, bytes: Buffer): Promise<FileReply> {
  const reply = await upload(call, name, bytes);
  if (reply.statusCode !== 200) throw new Error(`upload of ${name}: ${reply.statusCode} ${reply.body}`);
  return reply.json();
}

export async function uploadPath(call: Caller, path: string): Promise<FileReply> {
  return uploadFile(call, basename(path), await readFile(path));
}

/** Accept a sheet of an uploaded file. */
export async function accept(call: Caller, payload: object): Promise<AcceptReply> {
  const reply = await call({ method: 'POST', url: '/api/ingest/imports', payload });
  if (reply.statusCode !== 200) throw new Error(`accept: ${reply.statusCode} ${reply.body}`);
  return reply.json();
}

/** Wait until an import has ended, however. */
export async function ended(call: Caller, id: string, seconds = 60): Promise<Import> {
  for (let i = 0; i < seconds * 10; i++) {
    const reply = await call({ method: 'GET', url: `/api/ingest/imports/${id}` });
    const found: Import = reply.json();
    if (!['queued', 'running'].includes(found.status)) return found;
    await setTimeout(100);
  }
  throw new Error(`import ${id} did not end within ${seconds} s`);
}

/** Upload, accept the first sheet as proposed, wait for the end. */
export async function importFile(call: Caller, name: string, bytes: Buffer, wish: object = {}): Promise<Import> {
  const { file, sheets } = await uploadFile(call, name, bytes);
  const { import: queued } = await accept(call, { fileHash: file.hash, sheet: sheets[0]?.index ?? 0, ...wish });
  return ended(call, queued.id);
}

/** Rows of a warehouse table. */
export function ask(app: TestApp, sql: string): Promise<unknown[][]> {
  return app.platform.olap.rows(sql);
}
