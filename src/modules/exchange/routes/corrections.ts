import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { getCorrection, listCorrections, raiseCorrection, stepCorrection } from '../actions/correction.ts';
import { CorrectionDraft, CorrectionList, CorrectionStep, CorrectionView, Id } from '../contract.ts';

const tags = ['exchange'];
const read = { access: { permission: 'dataset:read' } };
const params = Type.Object({ id: Id });

/** 校核: from whoever uses data to its owner and back. */
export function serveCorrections(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/exchange/corrections',
    { config: read, schema: { tags, summary: '校核列表', response: { 200: CorrectionList } } },
    (request) => listCorrections(platform, actorOf(request)),
  );
  http.post(
    '/api/exchange/corrections',
    {
      config: { access: { permission: 'exchange:request' } },
      schema: { tags, summary: '提出校核', body: CorrectionDraft, response: { 200: CorrectionView } },
    },
    async (request) => {
      const actor = actorOf(request);
      return getCorrection(platform, actor, await raiseCorrection(platform, actor, request.body));
    },
  );
  http.post(
    '/api/exchange/corrections/:id/steps',
    {
      config: read,
      schema: { tags, summary: '办理校核', params, body: CorrectionStep, response: { 200: CorrectionView } },
    },
    async (request) => {
      const actor = actorOf(request);
      await stepCorrection(platform, actor, request.params.id, request.body);
      return getCorrection(platform, actor, request.params.id);
    },
  );
}
