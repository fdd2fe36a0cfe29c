import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { checkAudit, readAudit } from '../actions/audit-log.ts';
import { AuditCheck, AuditPage, AuditQuery } from '../contract.ts';

const TAGS = { tags: ['审计'] };
const AUDITOR = { access: { permission: 'audit:read' } } as const;

/** The audit, to be read and checked; nothing changes it. */
export function serveAudit(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/audit',
    {
      config: AUDITOR,
      schema: { ...TAGS, summary: '查阅审计', querystring: AuditQuery, response: { 200: AuditPage } },
    },
    (request) => readAudit(platform, actorOf(request), request.query),
  );
  http.get(
    '/api/audit/verify',
    { config: AUDITOR, schema: { ...TAGS, summary: '核验审计链', response: { 200: AuditCheck } } },
    (request) => checkAudit(platform, actorOf(request)),
  );
}
