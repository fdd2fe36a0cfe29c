import { Type } from 'typebox';
import { platformErrors } from '#platform/errors.ts';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { createScene, editScene, moveScene } from '../actions/cocreate.ts';
import { heldCoCreation } from '../actions/manage.ts';
import { decideProposal, openSandbox } from '../actions/proposals.ts';
import { SceneEntry } from '../contract.ts';
import {
  CoCreation,
  Decision,
  Done,
  IdParams,
  ProposalDecisionEntry,
  SandboxEntry,
  SandboxKey,
} from '../contract-manage.ts';
import { MANAGE } from './manage.ts';

const config = MANAGE;
const tags = ['共创管理'];

/** 共创: call, review, pilot, application. */
export function serveCoCreation(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/portal/cocreation',
    { config, schema: { tags, summary: '场景和方案', response: { 200: CoCreation } } },
    (request) => heldCoCreation(platform, actorOf(request)),
  );
  http.post(
    '/api/portal/scenes',
    { config, schema: { tags, summary: '拟一个场景征集', body: SceneEntry, response: { 201: Done } } },
    async (request, reply) => reply.code(201).send(await createScene(platform, actorOf(request), request.body)),
  );
  http.put(
    '/api/portal/scenes/:id',
    { config, schema: { tags, summary: '修改场景征集', params: IdParams, body: SceneEntry, response: { 200: Done } } },
    async (request) => {
      await editScene(platform, actorOf(request), request.params.id, request.body);
      return { id: request.params.id };
    },
  );
  http.post(
    '/api/portal/scenes/:id/decision',
    { config, schema: { tags, summary: '发布或截止征集', params: IdParams, body: Decision, response: { 200: Done } } },
    async (request) => {
      const { event } = request.body;
      if (event !== 'open' && event !== 'close') throw platformErrors['bad-request']({ detail: '没有这样的决定' });
      await moveScene(platform, actorOf(request), request.params.id, event);
      return { id: request.params.id };
    },
  );
  serveProposals(http, platform);
}

function serveProposals(http: HttpApp, platform: Platform): void {
  http.post(
    '/api/portal/proposals/:id/decision',
    {
      config,
      schema: { tags, summary: '评审方案', params: IdParams, body: ProposalDecisionEntry, response: { 200: Done } },
    },
    async (request) => {
      await decideProposal(platform, actorOf(request), request.params.id, request.body);
      return { id: request.params.id };
    },
  );
  http.post(
    '/api/portal/proposals/:id/sandbox',
    {
      config,
      schema: {
        tags,
        summary: '开通沙箱',
        params: IdParams,
        body: SandboxEntry,
        response: { 201: Type.Object(SandboxKey.properties) },
      },
    },
    async (request, reply) => {
      const { days, resources = [] } = request.body;
      const made = await openSandbox(platform, actorOf(request), request.params.id, { days, resources });
      return reply.code(201).send(made);
    },
  );
}
