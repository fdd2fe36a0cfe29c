import { Type } from 'typebox';
import { OwnSession } from '#contract/identity';
import { apiSend, Nothing } from '#web/api.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Problem } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { type ApiProblem, problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { useGet } from '#web/query.ts';
import { agentName } from './agent.ts';
import { DeedProblem } from './deed-problem.tsx';
import { identityTexts } from './i18n/texts.ts';
import { formatInstant } from './instant.ts';
import { useDeed } from './use-deed.ts';

const OwnSessions = Type.Object({ sessions: Type.Array(OwnSession) });

/** Where one's account is signed in; any place but this one can be signed out from here. */
export function SessionList() {
  const { data, error, refetch } = useGet('/api/sessions', OwnSessions);
  if (data) return <Sessions sessions={data.sessions} />;
  return error ? <Failed problem={problemOf(error)} onRetry={() => void refetch()} /> : <Skeleton />;
}

export function Failed({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problem)} onRetry={onRetry} />;
}

function Sessions({ sessions }: { readonly sessions: readonly OwnSession[] }) {
  const say = useTexts(identityTexts);
  const language = useLanguage();
  const notify = useToast();
  const { busy, problem, run } = useDeed('/api/sessions');
  const close = async (id: string) => {
    const closed = await run(() => apiSend('DELETE', `/api/sessions/${id}`, undefined, Nothing));
    if (closed) notify({ text: say('sessions.closed') });
  };
  const columns: readonly Column<OwnSession>[] = [
    { key: 'agent', head: say('sessions.agent'), cell: (row) => <span title={row.agent}>{agentName(row.agent)}</span> },
    { key: 'ip', head: say('sessions.ip'), wide: true, cell: (row) => row.ip },
    {
      key: 'since',
      head: say('sessions.since'),
      width: '9.5rem',
      wide: true,
      cell: (row) => formatInstant(row.createdAt, language),
    },
    {
      key: 'seen',
      head: say('sessions.seen'),
      width: '9.5rem',
      cell: (row) => formatInstant(row.lastSeenAt, language),
    },
    {
      key: 'close',
      head: say('sessions.state'),
      width: '7rem',
      cell: (row) =>
        row.current ? (
          <span className="note">{say('sessions.current')}</span>
        ) : (
          <Button look="link" busy={busy} onClick={() => close(row.id)}>
            {say('sessions.close')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <DeedProblem problem={problem} />
      <DataTable caption={say('sessions.table')} columns={columns} rows={sessions} rowKey={(row) => row.id} />
    </>
  );
}
