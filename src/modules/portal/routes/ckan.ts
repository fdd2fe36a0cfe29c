import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { refusalOf } from '#platform/errors.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { admitReader } from '../actions/caller.ts';
import { ACTIONS } from '../ckan/actions.ts';
import { CkanError, denied, invalid, isRecord, type Params } from '../ckan/params.ts';
import { baseOf, callerOf, JSON_TYPE, openToAll, sendTagged } from './reply.ts';

const Name = Type.Object({ action: Type.String({ maxLength: 60 }) });
/** What CKAN's own actions that write are called; we have none of them. */
const WRITES = /_(create|update|patch|delete|purge|upsert|revise|reorder|invite|set|add|remove)(_|$)/;

/** CKAN's Action API, reading part: GET and POST, its envelopes and errors (docs.ckan.org/en/2.11/api). */
export async function serveCkan(http: HttpApp, platform: Platform): Promise<void> {
  await http.register(async (scope) => {
    // CKAN takes whatever a client calls its JSON.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 256 * 1024 }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error: FastifyError, request, reply) => fail(platform, error, request, reply));
    const config = { access: 'public', asks: true } as const;
    const schema = { tags: ['CKAN'], params: Name };
    for (const url of ['/api/3/action/:action', '/api/action/:action']) {
      scope.get<{ Params: { action: string } }>(url, { config, schema }, (request, reply) =>
        answer(platform, request, reply),
      );
      scope.post<{ Params: { action: string } }>(url, { config, schema }, (request, reply) =>
        answer(platform, request, reply),
      );
    }
  });
}

type Asked = FastifyRequest<{ Params: { action: string } }>;

async function answer(platform: Platform, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const name = request.params.action;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action && WRITES.test(name)) throw denied();
  // So worded, and so bare, by CKAN itself.
  if (!action)
    return openToAll(reply)
      .code(400)
      .type(JSON_TYPE)
      .send(JSON.stringify(`Bad request - Action name not known: ${name.slice(0, 60)}`));
  admitReader(platform, request.ip);
  const [caller, base] = [await callerOf(platform, request), baseOf(request)];
  const result = await action({ platform, caller, params: paramsOf(request), base });
  const body = JSON.stringify({ help: helpOf(base, name), success: true, result });
  return request.method === 'GET'
    ? sendTagged(request, reply, { body, type: JSON_TYPE })
    : openToAll(reply).header('cache-control', 'no-store').type(JSON_TYPE).send(body);
}

const helpOf = (base: string, name: string) => `${base}/api/3/action/help_show?name=${encodeURIComponent(name)}`;

function paramsOf(request: FastifyRequest): Params {
  const params = searchOf(new URL(request.url, 'http://local').searchParams);
  const body = request.body;
  if (typeof body !== 'string' || body.trim() === '') return params;
  if (request.headers['content-type']?.includes('urlencoded') && !body.trimStart().startsWith('{'))
    return { ...params, ...searchOf(new URLSearchParams(body)) };
  return { ...params, ...jsonOf(body) };
}

function searchOf(search: URLSearchParams): Params {
  const names = [...new Set(search.keys())];
  return Object.fromEntries(
    names.map((name) => [name, search.getAll(name).length > 1 ? search.getAll(name) : search.get(name)]),
  );
}

function jsonOf(body: string): Params {
  try {
    const parsed: unknown = JSON.parse(body);
    if (isRecord(parsed)) return parsed;
  } catch (cause) {
    throw new CkanError(400, 'Bad Request', {
      message: `JSON Error: ${cause instanceof Error ? cause.message.slice(0, 100) : ''}`,
    });
  }
  throw invalid('body', 'Request data must be a dictionary');
}

/** A failure in CKAN's envelope; our own refusals keep their sentence and code. */
function fail(platform: Platform, error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const name = new URL(request.url, 'http://local').pathname.split('/').at(-1) ?? '';
  const { status, body } = wording(error);
  if (status >= 500)
    platform.log.error({ err: error, requestId: request.id, url: request.url }, 'a CKAN action failed');
  const wait = waitOf(error);
  if (wait !== null) void reply.header('retry-after', wait);
  const envelope = { help: helpOf(baseOf(request), name), success: false, error: body };
  void openToAll(reply).header('cache-control', 'no-store').code(status).type(JSON_TYPE).send(JSON.stringify(envelope));
}

function wording(error: FastifyError): { status: number; body: Readonly<Record<string, unknown>> } {
  if (error instanceof CkanError) return error;
  const refusal = refusalOf(error);
  if (refusal) {
    const { status, message, code } = refusal;
    if (status === 404) return { status, body: { message, __type: 'Not Found Error' } };
    if (status === 401 || status === 403) return { status: 403, body: { message, __type: 'Authorization Error' } };
    if (status === 429) return { status, body: { message, __type: 'Rate Limit Error', code } };
    return { status: 409, body: { message: [message], __type: 'Validation Error', code } };
  }
  const status = error.statusCode ?? 500;
  if (status >= 500)
    return { status: 500, body: { message: 'Internal server error', __type: 'Internal Server Error' } };
  return { status, body: { message: error.message, __type: 'Bad Request' } };
}

/** Seconds after which a refused caller may come again. */
export function waitOf(error: unknown): number | null {
  const seconds = refusalOf(error)?.status === 429 ? refusalOf(error)?.params.seconds : undefined;
  return typeof seconds === 'number' ? seconds : null;
}
