import { Type } from 'typebox';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { submitProposal } from '../actions/cocreate.ts';
import { registerKey } from '../actions/keys.ts';
import { askSandbox, sandboxState } from '../actions/sandbox.ts';
import { receiveVoice } from '../actions/voices.ts';
import {
  KeyApplication,
  NewKey,
  ProposalEntry,
  Received,
  SandboxQuery,
  SandboxReply,
  SandboxState,
  VoiceEntry,
} from '../contract.ts';
import { callerOf } from './reply.ts';

const config = { access: 'public' } as const;
const tags = ['数据开放'];
/** A person writes little; more is no person. */
const bodyLimit = 32 * 1024;
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) });
const NO_STORE = { 'cache-control': 'no-store' };

/** What the public writes: keys, voices, proposals; and questions to a sandbox. */
export function serveSay(http: HttpApp, platform: Platform): void {
  http.post(
    '/open/api/keys',
    { config, bodyLimit, schema: { tags, summary: '登记开发者密钥', body: KeyApplication, response: { 201: NewKey } } },
    async (request, reply) => {
      const made = await registerKey(platform, await callerOf(platform, request), request.body);
      return reply.headers(NO_STORE).code(201).send(made);
    },
  );
  http.post(
    '/open/api/voices',
    {
      config,
      bodyLimit,
      schema: { tags, summary: '提出需求、纠错或评价', body: VoiceEntry, response: { 202: Received } },
    },
    async (request, reply) => {
      const received = await receiveVoice(platform, await callerOf(platform, request), request.body);
      return reply.headers(NO_STORE).code(202).send(received);
    },
  );
  http.post(
    '/open/api/scenes/:id/proposals',
    {
      config,
      bodyLimit,
      schema: { tags, summary: '提交共创方案', params: Id, body: ProposalEntry, response: { 202: Received } },
    },
    async (request, reply) => {
      const caller = await callerOf(platform, request);
      const received = await submitProposal(platform, caller, request.params.id, request.body);
      return reply.headers(NO_STORE).code(202).send(received);
    },
  );
  serveSandbox(http, platform);
}

const SandboxKey = Type.Object({ 'x-sandbox-key': Type.String({ maxLength: 100 }) });

function serveSandbox(http: HttpApp, platform: Platform): void {
  http.get(
    '/open/api/sandbox',
    { config, schema: { tags, summary: '沙箱里有什么', headers: SandboxKey, response: { 200: SandboxState } } },
    async (request, reply) => {
      void reply.headers(NO_STORE);
      return sandboxState(platform, { address: request.ip, key: null }, request.headers['x-sandbox-key']);
    },
  );
  http.post(
    '/open/api/sandbox/query',
    {
      config: { ...config, asks: true },
      bodyLimit,
      schema: {
        tags,
        summary: '在沙箱里汇总',
        headers: SandboxKey,
        body: SandboxQuery,
        response: { 200: SandboxReply },
      },
    },
    async (request, reply) => {
      void reply.headers(NO_STORE);
      return askSandbox(platform, { address: request.ip, key: null }, request.headers['x-sandbox-key'], request.body);
    },
  );
}
