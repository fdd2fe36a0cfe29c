import { type Static, type TSchema, Type } from 'typebox';
import { Check } from 'typebox/value';
import { ApiProblem, badReplyProblem, networkProblem, problemFrom } from './problem.ts';

/** Schema of a reply without content. */
export const Nothing = Type.Undefined();

export type WriteMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface ReadOptions {
  readonly signal?: AbortSignal;
}

/** Waits before a second and third try, in milliseconds. */
const RETRY_AFTER = [400, 1600];

/**
 * Read an address and hold the reply against its contract. Tries again when no reply came.
 * @throws {ApiProblem} for any reply but a success, for none, and for one that breaks the contract.
 */
export async function apiGet<S extends TSchema>(
  path: string,
  schema: S,
  options: ReadOptions = {},
): Promise<Static<S>> {
  const init = { headers: { accept: 'application/json' }, signal: options.signal };
  const response = await retried(() => request(path, init), options.signal);
  return readReply(path, response, schema);
}

/**
 * Write to an address; never sent twice. The header `x-yiping` shows that the request comes from our own pages.
 * @throws {ApiProblem} as for reading.
 */
export async function apiSend<S extends TSchema>(
  method: WriteMethod,
  path: string,
  body: unknown,
  schema: S,
  options: ReadOptions = {},
): Promise<Static<S>> {
  const response = await request(path, { method, signal: options.signal, ...contentOf(body) });
  return readReply(path, response, schema);
}

function contentOf(body: unknown): { headers: Record<string, string>; body?: string | FormData } {
  const headers = { accept: 'application/json', 'x-yiping': '1' };
  if (body === undefined) return { headers };
  if (body instanceof FormData) return { headers, body };
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function request(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw networkProblem(error);
  }
}

async function retried(send: () => Promise<Response>, signal: AbortSignal | undefined): Promise<Response> {
  for (const wait of RETRY_AFTER) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      await pause(wait, signal);
    }
  }
  return send();
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** Hold a reply against its contract. */
async function readReply<S extends TSchema>(path: string, response: Response, schema: S): Promise<Static<S>> {
  const body = await readBody(response);
  if (!response.ok) throw problemFrom(response.status, body);
  if (!Check(schema, body)) throw badReplyProblem(path, response.status);
  return body;
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    if (isAbort(error)) throw error;
    throw networkProblem(error);
  });
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
