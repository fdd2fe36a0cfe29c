import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { badReplyProblem, networkProblem, problemFrom } from './problem.ts';

interface UploadOptions {
  /** Share sent, 0…1; called often. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Send a form with files and say how far it is. `fetch` cannot tell, so this is the one place with XMLHttpRequest.
 * @throws {ApiProblem} as `apiSend` does; an `AbortError` when it is given up.
 */
export function apiUpload<S extends TSchema>(
  path: string,
  form: FormData,
  schema: S,
  options: UploadOptions = {},
): Promise<Static<S>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('x-yiping', '1');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => options.onProgress?.(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(networkProblem('upload'));
    request.onabort = () => reject(new DOMException('given up', 'AbortError'));
    request.onload = () => settle(request, path, schema, resolve, reject);
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function settle<S extends TSchema>(
  request: XMLHttpRequest,
  path: string,
  schema: S,
  resolve: (body: Static<S>) => void,
  reject: (problem: Error) => void,
): void {
  const body = parse(request.responseText);
  if (request.status >= 400) reject(problemFrom(request.status, body));
  else if (Check(schema, body)) resolve(body);
  else reject(badReplyProblem(path, request.status));
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
