import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { changeUser, createUser, getUser, searchUsers } from '../actions/users.ts';
import { CreatedUser, NewUser, User, UserChange, UserPage, UserQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';

const TAGS = { tags: ['用户'] };
const READ = { access: { permission: 'user:read' } } as const;
const WRITE = { access: { permission: 'user:write' } } as const;
export const UserParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Accounts: search, create, change. */
export function serveUsers(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/users',
    { config: READ, schema: { ...TAGS, summary: '查询用户', querystring: UserQuery, response: { 200: UserPage } } },
    (request) => searchUsers(platform, request.query),
  );
  http.get(
    '/api/users/:id',
    { config: READ, schema: { ...TAGS, summary: '一个用户', params: UserParams, response: { 200: User } } },
    (request) => getUser(deskOf(platform).db, request.params.id),
  );
  http.post(
    '/api/users',
    { config: WRITE, schema: { ...TAGS, summary: '新建用户', body: NewUser, response: { 201: CreatedUser } } },
    async (request, reply) => reply.code(201).send(await createUser(platform, actorOf(request), request.body)),
  );
  http.patch(
    '/api/users/:id',
    {
      config: WRITE,
      schema: { ...TAGS, summary: '修改用户', params: UserParams, body: UserChange, response: { 200: User } },
    },
    (request) => changeUser(platform, actorOf(request), request.params.id, request.body),
  );
}
