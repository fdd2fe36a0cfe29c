import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { NodeFile, NodeFounding, NodeOverview, NodeRequest, NodeStatus, NodeSuite } from './contract.ts';
import { mustBeNode } from './directory.ts';
import { exportLog } from './export-log.ts';
import { rotateKey } from './keys.ts';
import { nodeOverview, replayLetter } from './overview.ts';
import { admitNode, askToJoin, foundProvince, revokeKey, setMemberStatus, takeAdmission } from './setup.ts';

const TAGS = { tags: ['节点交换'] };
const LOOK = { access: { permission: 'source:write' } } as const;
const KEEP = { access: { permission: 'system:operate' } } as const;
const AT = '/api/exchange/nodes';
const EMPTY = { 204: Type.Null() };
const Id = Type.Object({ id: Type.String({ maxLength: 60 }) });
const Handed = { 200: Type.Object({ file: Type.Unknown() }) };

/** What the keepers of a node see and do. */
export function serveNodeKeeping(http: HttpApp, platform: Platform): void {
  const overview = { ...TAGS, summary: '节点与报文', response: { 200: NodeOverview } };
  http.get(AT, { config: LOOK, schema: overview }, () => nodeOverview(platform));
  const replay = { ...TAGS, summary: '重发死信', params: Id, response: EMPTY };
  http.post(`${AT}/letters/:id/replay`, { config: LOOK, schema: replay }, async (request, reply) => {
    await replayLetter(platform, actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
  http.get(`${AT}/log`, { config: KEEP, schema: { ...TAGS, summary: '导出报文日志' } }, async (_request, reply) => {
    const { id } = await mustBeNode(platform);
    reply.header('content-disposition', `attachment; filename="${id}-log.jsonl"`);
    return reply.type('application/x-ndjson').send(Readable.from(exportLog(platform)));
  });
  serveJoining(http, platform);
  serveMembers(http, platform);
}

function serveJoining(http: HttpApp, platform: Platform): void {
  const found = { ...TAGS, summary: '建立省级节点', body: NodeFounding, response: EMPTY };
  http.post(`${AT}/self`, { config: KEEP, schema: found }, async (request, reply) => {
    await foundProvince(platform, actorOf(request), request.body);
    return reply.code(204).send(null);
  });
  const ask = { ...TAGS, summary: '生成入网申请', body: NodeRequest, response: Handed };
  http.post(`${AT}/request`, { config: KEEP, schema: ask }, async (request) => ({
    file: await askToJoin(platform, actorOf(request), request.body),
  }));
  const take = { ...TAGS, summary: '导入入网许可', body: NodeFile, response: EMPTY };
  http.post(`${AT}/admission`, { config: KEEP, schema: take }, async (request, reply) => {
    await takeAdmission(platform, actorOf(request), request.body.file);
    return reply.code(204).send(null);
  });
  const rotate = {
    ...TAGS,
    summary: '轮换本节点密钥',
    body: NodeSuite,
    response: { 200: Type.Object({ id: Type.String() }) },
  };
  http.post(`${AT}/keys`, { config: KEEP, schema: rotate }, async (request) => {
    const { id } = await rotateKey(platform, actorOf(request), request.body.suite);
    return { id };
  });
}

function serveMembers(http: HttpApp, platform: Platform): void {
  const admit = { ...TAGS, summary: '准许入网', body: NodeFile, response: Handed };
  http.post(`${AT}/members`, { config: KEEP, schema: admit }, async (request) => ({
    file: await admitNode(platform, actorOf(request), request.body.file),
  }));
  const status = { ...TAGS, summary: '暂停、恢复或撤销节点', params: Id, body: NodeStatus, response: EMPTY };
  http.put(`${AT}/members/:id/status`, { config: KEEP, schema: status }, async (request, reply) => {
    await setMemberStatus(platform, actorOf(request), request.params.id, request.body.status);
    return reply.code(204).send(null);
  });
  const params = Type.Object({ ...Id.properties, key: Type.String({ maxLength: 80 }) });
  const revoke = { ...TAGS, summary: '吊销节点密钥', params, response: EMPTY };
  http.delete(`${AT}/members/:id/keys/:key`, { config: KEEP, schema: revoke }, async (request, reply) => {
    await revokeKey(platform, actorOf(request), request.params.id, request.params.key);
    return reply.code(204).send(null);
  });
}
