import { useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { Problem } from '#web/kit/problem.tsx';
import { Segmented } from '#web/kit/segmented.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { type ApiProblem, problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import type { Import, QuarantineList } from '../../contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { ingestTexts } from '../i18n/texts.ts';
import { quarantineCsv } from './csv.ts';
import { GroupActs } from './group-acts.tsx';
import { groupRows } from './groups.ts';
import { HeldRow } from './held-row.tsx';
import { saveText } from './save-text.ts';
import {
  allHeld,
  type HeldStatus,
  PAGE,
  type QuarantineActs,
  useHasHeld,
  useQuarantine,
  useQuarantineActs,
} from './use-quarantine.ts';
import './quarantine.css';

const STATES = ['held', 'released', 'discarded'] as const;
/** Rows drawn at once; more on demand. */
const DRAWN = 30;

/** Rows that could not be read, with the reason of each, and what can be done about them; nothing when all could. */
export function QuarantineCard({ one }: { readonly one: Import }) {
  const held = useHasHeld(one.id);
  return held ? <Held one={one} /> : null;
}

function Held({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const [status, setStatus] = useState<HeldStatus>('held');
  const [page, setPage] = useState(1);
  const acts = useQuarantineActs(one.id);
  const { data, error, refetch } = useQuarantine(one.id, status, page);
  const choose = (next: HeldStatus) => {
    setStatus(next);
    setPage(1);
  };
  const choices = STATES.map((value) => ({ value, label: say(`held.${value}`) }));
  const tools = <Segmented label={say('held.which')} choices={choices} value={status} onChange={choose} />;
  return (
    <Card title={say('held.title')} note={say('held.note')} tools={tools} reserve="8rem">
      <div className="held-pad">
        <ActProblem problem={acts.problem} />
        {one.quarantined > 0 && status === 'held' && <Download one={one} />}
        {data ? (
          <Rows key={`${status} ${page}`} list={data} status={status} acts={acts} />
        ) : error ? (
          <Failed problem={problemOf(error)} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={4} />
        )}
        {data && data.total > PAGE && <Pages total={data.total} page={page} onPage={setPage} />}
      </div>
    </Card>
  );
}

function Failed({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problem)} onRetry={onRetry} />;
}

function Download({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = async () => {
    setBusy(true);
    try {
      const csv = quarantineCsv(await allHeld(one.id), { line: say('grid.line'), reason: say('held.reason') });
      saveText(csv, say('held.file', { title: one.title }));
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="held-head">
      <Button busy={busy} onClick={() => void save()}>
        {say('held.download', { rows: formatNumber(one.quarantined) })}
      </Button>
      <ActProblem problem={problem} />
    </div>
  );
}

interface RowsProps {
  readonly list: QuarantineList;
  readonly status: HeldStatus;
  readonly acts: QuarantineActs;
}

function Rows({ list: { rows }, status, acts }: RowsProps) {
  const say = useTexts(ingestTexts);
  const [chosen, setChosen] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(DRAWN);
  const groups = groupRows(rows);
  const group = groups.find(({ reason }) => reason === chosen) ?? (groups.length === 1 ? groups[0] : undefined);
  const shown = (chosen === null ? rows : (group?.rows ?? rows)).slice(0, drawn);
  if (rows.length === 0) return <Empty title={say(`held.none.${status}`)} />;
  const choices = [
    { value: '', label: say('held.all', { rows: rows.length }) },
    ...groups.map(({ reason, rows: held }) => ({ value: reason, label: `${reason} ${held.length}` })),
  ];
  return (
    <>
      {groups.length > 1 && (
        <Segmented
          label={say('held.by-reason')}
          choices={choices}
          value={group?.reason ?? ''}
          onChange={(reason) => setChosen(reason === '' ? null : reason)}
        />
      )}
      {status === 'held' && group && <GroupActs group={group} acts={acts} />}
      <ul className="held-list">
        {shown.map((row) => (
          <HeldRow key={row.id ?? `line ${row.line}`} row={row} acts={acts} />
        ))}
      </ul>
      {shown.length < (group?.rows ?? rows).length && (
        <Button look="link" onClick={() => setDrawn(drawn + 100)}>
          {say('held.more')}
        </Button>
      )}
    </>
  );
}

interface PagesProps {
  readonly total: number;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Pages({ total, page, onPage }: PagesProps) {
  const say = useTexts(ingestTexts);
  return (
    <div className="held-head">
      <span className="note">
        {say('pages.of', { from: (page - 1) * PAGE + 1, to: Math.min(total, page * PAGE), total: formatNumber(total) })}
      </span>
      <Button disabled={page === 1} onClick={() => onPage(page - 1)}>
        {say('pages.previous')}
      </Button>
      <Button disabled={page * PAGE >= total} onClick={() => onPage(page + 1)}>
        {say('pages.next')}
      </Button>
    </div>
  );
}
