import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Type } from 'typebox';
import { useLive } from '#web/live.tsx';
import { keyOf, useGet } from '#web/query.ts';
import { Import } from '../../contract.ts';
import { isEnded, type LiveProgress, PROGRESS_TOPIC, readProgress, withProgress } from './progress.ts';

const IMPORTS = '/api/ingest/imports';
const ImportList = Type.Object({ imports: Type.Array(Import) });

/** Asked again this often while something runs, should the live line be broken. */
const POLL_MS = 3_000;

/** Where one import is asked for. */
export function importPath(id: string): string {
  return `${IMPORTS}/${id}`;
}

/** The latest imports, moving while they run. */
export function useImports(query: string) {
  const path = `${IMPORTS}?${query}`;
  const [active, setActive] = useState(false);
  const answer = useGet(path, ImportList, { every: active ? POLL_MS : undefined });
  const told = useProgress(path);
  const imports = answer.data?.imports;
  const moves = imports?.some((one) => !isEnded(one)) ?? false;
  if (moves !== active) setActive(moves);
  return { ...answer, data: imports?.map((one) => withProgress(one, told.get(one.id))) };
}

/** One import, moving while it runs. */
export function useImport(id: string) {
  const path = importPath(id);
  const [active, setActive] = useState(false);
  const answer = useGet(path, Import, { every: active ? POLL_MS : undefined });
  const told = useProgress(path);
  const moves = answer.data !== undefined && !isEnded(answer.data);
  if (moves !== active) setActive(moves);
  return { ...answer, data: answer.data && withProgress(answer.data, told.get(answer.data.id)) };
}

/** What was told of running imports; beginnings and ends make the answer be asked for anew. */
function useProgress(path: string): ReadonlyMap<string, LiveProgress> {
  const client = useQueryClient();
  const [told, setTold] = useState<ReadonlyMap<string, LiveProgress>>(new Map());
  useLive([PROGRESS_TOPIC], (_topic, message) => {
    const news = readProgress(message);
    if (news?.status === 'running' && news.read !== undefined) setTold((all) => new Map(all).set(news.key, news));
    else void client.invalidateQueries({ queryKey: keyOf(path) });
  });
  return told;
}
