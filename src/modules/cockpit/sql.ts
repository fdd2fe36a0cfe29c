import type { Kysely } from 'kysely';
import { BOARDS } from './seed/boards.ts';
import type { CockpitTables } from './tables.ts';

type Db = Kysely<CockpitTables>;

/** Boards that are switched on, in order. */
export function listBoards(db: Db) {
  return db.selectFrom('cockpit.board').selectAll().where('enabled', '=', true).orderBy('seq').execute();
}

/** The cards of a board, in order. */
export function listCards(db: Db, board: string) {
  return db.selectFrom('cockpit.card').selectAll().where('board', '=', board).orderBy('seq').execute();
}

/** Indicators that stand on any board. */
export async function listWatched(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('cockpit.card').select('indicator').distinct().orderBy('indicator').execute();
  return rows.map((row) => row.indicator);
}

/** Put in what was delivered and is not there yet; what an administrator changed stays. */
export async function insertDelivered(db: Db): Promise<void> {
  const known = await db.selectFrom('cockpit.board').select('id').execute();
  const ids = new Set(known.map((row) => row.id));
  const missing = BOARDS.map((board, seq) => ({ board, seq })).filter(({ board }) => !ids.has(board.id));
  for (const { board, seq } of missing) {
    const { id, name, nameEn, feeds, feedsEn, opensAt = null } = board;
    const route = id === 'overview' ? '/' : `/boards/${id}`;
    await db
      .insertInto('cockpit.board')
      .values({ id, seq, name, name_en: nameEn, route, feeds, feeds_en: feedsEn, opens_at: opensAt })
      .execute();
    const cards = board.sections.flatMap(([section, section_en, codes]) =>
      codes.split(' ').map((indicator) => ({ section, section_en, indicator })),
    );
    await db
      .insertInto('cockpit.card')
      .values(cards.map((card, at) => ({ board: id, seq: at, ...card })))
      .execute();
  }
}
