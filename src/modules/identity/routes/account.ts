import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { changePassword } from '../actions/password.ts';
import { confirmSecondFactor, disableSecondFactor, offerSecondFactor } from '../actions/second-factor.ts';
import { OwnerProof, PasswordChange, TotpConfirmation, TotpOffer } from '../contract.ts';

const TAGS = { tags: ['我的账号'] };
const OWN = { access: 'signed-in' } as const;
const EMPTY = { 204: Type.Null() };

/** One's own password and second factor. */
export function serveAccount(http: HttpApp, platform: Platform): void {
  http.post(
    '/api/account/password',
    { config: OWN, schema: { ...TAGS, summary: '修改密码', body: PasswordChange, response: EMPTY } },
    async (request, reply) => {
      await changePassword(platform, actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
  http.post(
    '/api/account/totp',
    { config: OWN, schema: { ...TAGS, summary: '获取双因素密钥', body: OwnerProof, response: { 200: TotpOffer } } },
    (request) => offerSecondFactor(platform, actorOf(request), request.body),
  );
  http.post(
    '/api/account/totp/confirm',
    { config: OWN, schema: { ...TAGS, summary: '确认双因素密钥', body: TotpConfirmation, response: EMPTY } },
    async (request, reply) => {
      await confirmSecondFactor(platform, actorOf(request), request.body.totp);
      return reply.code(204).send(null);
    },
  );
  http.post(
    '/api/account/totp/disable',
    { config: OWN, schema: { ...TAGS, summary: '关闭双因素', body: OwnerProof, response: EMPTY } },
    async (request, reply) => {
      await disableSecondFactor(platform, actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}
