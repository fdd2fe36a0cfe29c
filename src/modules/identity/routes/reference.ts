import { Type } from 'typebox';
import { chinaDate } from '#platform/clock.ts';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { changePolicy } from '../actions/policy.ts';
import { listDepartments, listDivisions, listRoles } from '../actions/reference.ts';
import { DepartmentInfo, DivisionInfo, DivisionQuery, RoleInfo, SecurityPolicy } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { readPolicy } from '../policy.ts';

const TAGS = { tags: ['组织与区划'] };
const SIGNED_IN = { access: 'signed-in' } as const;

/** Divisions, departments, roles and the security settings. */
export function serveReference(http: HttpApp, platform: Platform): void {
  const divisions = Type.Object({ divisions: Type.Array(DivisionInfo) });
  http.get(
    '/api/divisions',
    {
      config: SIGNED_IN,
      schema: { ...TAGS, summary: '行政区划', querystring: DivisionQuery, response: { 200: divisions } },
    },
    async (request) => ({ divisions: await listDivisions(platform, request.query) }),
  );
  const query = Type.Object({ at: DivisionQuery.properties.at });
  const departments = Type.Object({ departments: Type.Array(DepartmentInfo) });
  http.get(
    '/api/departments',
    {
      config: SIGNED_IN,
      schema: { ...TAGS, summary: '部门和单位', querystring: query, response: { 200: departments } },
    },
    async (request) => {
      const at = request.query.at ?? chinaDate(platform.clock.now());
      return { departments: await listDepartments(platform, at) };
    },
  );
  servePolicy(http, platform);
}

function servePolicy(http: HttpApp, platform: Platform): void {
  const roles = Type.Object({ roles: Type.Array(RoleInfo) });
  http.get(
    '/api/roles',
    {
      config: { access: { permission: 'user:read' } },
      schema: { ...TAGS, summary: '角色及其权限', response: { 200: roles } },
    },
    async () => ({ roles: listRoles() }),
  );
  http.get(
    '/api/security-policy',
    {
      config: { access: { permission: 'user:read' } },
      schema: { ...TAGS, summary: '安全设置', response: { 200: SecurityPolicy } },
    },
    () => readPolicy(deskOf(platform).db),
  );
  http.put(
    '/api/security-policy',
    {
      config: { access: { permission: 'role:grant' } },
      schema: { ...TAGS, summary: '修改安全设置', body: SecurityPolicy, response: { 200: SecurityPolicy } },
    },
    (request) => changePolicy(platform, actorOf(request), request.body),
  );
}
