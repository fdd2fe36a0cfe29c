import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { apiSend } from '#web/api.ts';
import { type ApiProblem, problemOf } from '#web/problem.ts';
import { PreviewReply, type SheetCorrection } from '../../contract.ts';
import { type Change, changesBetween } from './changes.ts';
import { type Draft, originalOf, wishOf, withCorrection } from './draft.ts';

/** A sheet as the draft has it read. The answer changes only when something is accepted, so undoing is at once. */
function readingQuery(hash: string, sheet: number, draft: Draft) {
  const path = `/api/ingest/files/${hash}/sheets/${sheet}/reading`;
  return {
    queryKey: ['ingest.reading', path, wishOf(draft)] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => apiSend('POST', path, wishOf(draft), PreviewReply, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

export interface SheetDraft {
  readonly draft: Draft;
  readonly reply: PreviewReply | undefined;
  readonly error: ApiProblem | null;
  readonly busy: boolean;
  /** Why the last correction could not be made. */
  readonly refusal: ApiProblem | null;
  /** What the last step has changed; null before the first. */
  readonly changes: readonly Change[] | null;
  /** The step that led here, for its words: a correction, taking it back, or all of them. */
  correct(correction: SheetCorrection['correction'], table: number): Promise<boolean>;
  undo(): void;
  /** Back to what was proposed, remembered corrections set aside. */
  restore(): void;
  again(): void;
}

/** How a sheet is read, and the corrections to it. A correction that the sheet contradicts leaves everything as it was. */
export function useReading(hash: string, sheet: number, draft: Draft, setDraft: (draft: Draft) => void): SheetDraft {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiProblem | null>(null);
  const [changes, setChanges] = useState<readonly Change[] | null>(null);
  const {
    data: reply,
    error,
    refetch,
  } = useQuery({
    ...readingQuery(hash, sheet, draft),
    placeholderData: keepPreviousData,
  });
  const go = async (next: Draft): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    try {
      const after = await client.fetchQuery(readingQuery(hash, sheet, next));
      setChanges(reply ? changesBetween(reply, after) : null);
      setDraft(next);
      return true;
    } catch (problem) {
      setRefusal(problemOf(problem));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    draft,
    reply,
    error: error && !reply ? problemOf(error) : null,
    busy,
    refusal,
    changes,
    correct: (correction, table) => go(withCorrection(draft, { table, correction })),
    undo: () => draft.before && void go(draft.before),
    restore: () => void go(originalOf(draft)),
    again: () => void refetch(),
  };
}
