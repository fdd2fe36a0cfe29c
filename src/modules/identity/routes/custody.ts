import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import {
  requireSecondFactor,
  resetPassword,
  resetSecondFactor,
  setUserDisabled,
  unlockUser,
} from '../actions/custody.ts';
import { removeDemo } from '../actions/demo.ts';
import { grantRole, revokeRole } from '../actions/grants.ts';
import { getUser } from '../actions/users.ts';
import { GrantRequest, OneTimePassword, RoleGrant, User } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { UserParams } from './users.ts';

const TAGS = { tags: ['用户'] };
const SYSTEM_KEEPER = { access: { permission: 'user:write' } } as const;
const UNLOCK = { access: { permission: 'user:unlock' } } as const;
const SECURITY_KEEPER = { access: { permission: 'role:grant' } } as const;

/** What the keepers do to other people's accounts. */
export function serveCustody(http: HttpApp, platform: Platform): void {
  serveSystemKeeper(http, platform);
  serveSecurityKeeper(http, platform);
  serveGrants(http, platform);
}

function serveSystemKeeper(http: HttpApp, platform: Platform): void {
  for (const [verb, summary] of [
    ['disable', '停用用户'],
    ['enable', '启用用户'],
  ] as const) {
    http.post(
      `/api/users/:id/${verb}`,
      { config: SYSTEM_KEEPER, schema: { ...TAGS, summary, params: UserParams, response: { 200: User } } },
      (request) => setUserDisabled(platform, actorOf(request), request.params.id, verb === 'disable'),
    );
  }
  http.post(
    '/api/users/:id/reset-password',
    {
      config: SYSTEM_KEEPER,
      schema: { ...TAGS, summary: '重置密码', params: UserParams, response: { 200: OneTimePassword } },
    },
    (request) => resetPassword(platform, actorOf(request), request.params.id),
  );
  const removed = Type.Object({ accounts: Type.Integer() });
  http.delete(
    '/api/demo',
    { config: SYSTEM_KEEPER, schema: { ...TAGS, summary: '移除演示数据及演示账号', response: { 200: removed } } },
    (request) => removeDemo(platform, actorOf(request)),
  );
}

function serveSecurityKeeper(http: HttpApp, platform: Platform): void {
  http.post(
    '/api/users/:id/unlock',
    { config: UNLOCK, schema: { ...TAGS, summary: '解锁用户', params: UserParams, response: { 200: User } } },
    (request) => unlockUser(platform, actorOf(request), request.params.id),
  );
  const body = Type.Object({ required: Type.Boolean() });
  http.put(
    '/api/users/:id/second-factor',
    {
      config: SECURITY_KEEPER,
      schema: { ...TAGS, summary: '要求双因素认证', params: UserParams, body, response: { 200: User } },
    },
    (request) => requireSecondFactor(platform, actorOf(request), request.params.id, request.body.required),
  );
  http.delete(
    '/api/users/:id/second-factor',
    {
      config: SECURITY_KEEPER,
      schema: { ...TAGS, summary: '清除双因素密钥', params: UserParams, response: { 200: User } },
    },
    (request) => resetSecondFactor(platform, actorOf(request), request.params.id),
  );
}

function serveGrants(http: HttpApp, platform: Platform): void {
  const list = Type.Object({ grants: Type.Array(RoleGrant) });
  http.get(
    '/api/users/:id/roles',
    {
      config: { access: { permission: 'user:read' } },
      schema: { ...TAGS, summary: '用户的角色', params: UserParams, response: { 200: list } },
    },
    async (request) => ({ grants: (await getUser(deskOf(platform).db, request.params.id)).grants }),
  );
  http.post(
    '/api/users/:id/roles',
    {
      config: SECURITY_KEEPER,
      schema: { ...TAGS, summary: '授予角色', params: UserParams, body: GrantRequest, response: { 200: User } },
    },
    (request) => grantRole(platform, actorOf(request), request.params.id, request.body),
  );
  const params = Type.Object({ id: UserParams.properties.id, role: GrantRequest.properties.role });
  http.delete(
    '/api/users/:id/roles/:role',
    { config: SECURITY_KEEPER, schema: { ...TAGS, summary: '撤销角色', params, response: { 200: User } } },
    (request) => revokeRole(platform, actorOf(request), request.params.id, request.params.role),
  );
}
