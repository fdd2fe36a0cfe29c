import { Type } from 'typebox';
import { readyReply, sendReady } from '#module/indicators';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { makeDepartments } from './actions/departments.ts';
import { makeScreen } from './actions/screen.ts';
import { nationPeriods } from './actions/start.ts';
import { type Board, BoardList, DepartmentList, NationQuery, NationReply, Screen, ScreenQuery } from './contract.ts';
import { listBoards } from './sql.ts';
import type { CockpitTables } from './tables.ts';

const TAGS = { tags: ['驾驶舱'] };
const READER = { access: { permission: 'indicator:read' } } as const;

/** The boards, and each board's screen as one reply. */
export function serveCockpit(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/cockpit/boards',
    { config: { access: 'signed-in' }, schema: { ...TAGS, summary: '板块', response: { 200: BoardList } } },
    // The shell asks for everyone: who is shown no figures of any place has no board.
    (request) => (readsFigures(actorOf(request)) ? boardsOf(platform) : []),
  );
  http.get(
    '/api/cockpit/screens/:board',
    {
      config: READER,
      schema: {
        ...TAGS,
        summary: '一个板块的整屏',
        params: Type.Object({ board: Type.String() }),
        querystring: ScreenQuery,
        response: { 200: Screen },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { board } = request.params;
      const make = () => makeScreen(platform, actor, board, request.query);
      return sendReady(
        request,
        reply,
        await readyReply(platform, actor, ['screen', { board, ...request.query }], make),
      );
    },
  );
  http.get(
    '/api/cockpit/nation',
    {
      config: READER,
      schema: { ...TAGS, summary: '全国对比的最近一期', querystring: NationQuery, response: { 200: NationReply } },
    },
    async (request) => {
      const { indicator, asOf } = request.query;
      const shared = await nationPeriods(platform, actorOf(request), [indicator], asOf);
      return { period: shared.get(indicator) ?? null };
    },
  );
  http.get(
    '/api/cockpit/departments',
    { config: READER, schema: { ...TAGS, summary: '厅局及其归口指标', response: { 200: DepartmentList } } },
    async (request, reply) => {
      const actor = actorOf(request);
      return sendReady(
        request,
        reply,
        await readyReply(platform, actor, ['departments', null], () => makeDepartments(platform, actor)),
      );
    },
  );
}

const readsFigures = ({ permissions, scope }: Actor): boolean =>
  permissions.has('indicator:read') && scope.regions.length > 0;

async function boardsOf(platform: Platform): Promise<Board[]> {
  const rows = await listBoards(platform.db<CockpitTables>());
  return rows.map(({ id, name, name_en, route, feeds, feeds_en, opens_at }) => ({
    id,
    name,
    nameEn: name_en,
    route,
    feeds,
    feedsEn: feeds_en,
    opensAt: opens_at,
  }));
}
