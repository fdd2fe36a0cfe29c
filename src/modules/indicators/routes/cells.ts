import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { cardDetail } from '../actions/card.ts';
import { exportCsv } from '../actions/export.ts';
import { historyOf } from '../actions/history.ts';
import { publicationsOf } from '../actions/publications.ts';
import {
  CardDetail,
  CellQuery,
  HistoryReply,
  IndicatorCode,
  PeriodKey,
  PublicationList,
  PublicationQuery,
  QueryRequest,
} from '../contract.ts';

const TAGS = { tags: ['指标'] };
const READER = { access: { permission: 'indicator:read' } } as const;
const ByCode = Type.Object({ code: IndicatorCode });
const HistoryQuery = Type.Object({ ...CellQuery.properties, period: PeriodKey });

/** One figure: its drawer, its history; what has been published; and queries as files. */
export function serveCells(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/indicators/:code/card',
    {
      config: READER,
      schema: {
        ...TAGS,
        summary: '指标卡片详情',
        params: ByCode,
        querystring: CellQuery,
        response: { 200: CardDetail },
      },
    },
    (request) => cardDetail(platform, actorOf(request), request.params.code, request.query),
  );
  http.get(
    '/api/indicators/:code/history',
    {
      config: READER,
      schema: {
        ...TAGS,
        summary: '数值沿革',
        params: ByCode,
        querystring: HistoryQuery,
        response: { 200: HistoryReply },
      },
    },
    (request) => historyOf(platform, actorOf(request), request.params.code, request.query),
  );
  http.get(
    '/api/indicators/publications',
    {
      config: READER,
      schema: { ...TAGS, summary: '已发布的批次', querystring: PublicationQuery, response: { 200: PublicationList } },
    },
    (request) => publicationsOf(platform, actorOf(request), request.query),
  );
  http.post(
    '/api/indicators/export',
    { config: READER, schema: { ...TAGS, summary: '导出查询结果（CSV）', body: QueryRequest } },
    async (request, reply) => {
      const csv = await exportCsv(platform, actorOf(request), request.body);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('指标数据.csv')}`)
        .send(csv);
    },
  );
}
