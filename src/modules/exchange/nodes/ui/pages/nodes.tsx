import { Type } from 'typebox';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Light, type LightKind } from '#web/kit/light.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { problemOf } from '#web/problem.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { type DeadLetter, type NodeMember, NodeOverview } from '../../contract.ts';
import { FlowPicture } from '../flow-picture.tsx';
import { nodeTexts } from '../i18n/texts.ts';
import { Handing, Joining } from '../joining.tsx';
import { useAct } from '../use-act.ts';
import { ActProblem, Failed } from '../words.tsx';
import '../nodes.css';

const AT = '/api/exchange/nodes';

/** 节点交换, for whoever keeps the lines between nodes. */
export function Page() {
  return useMay('source:write') ? <Nodes /> : <Forbidden />;
}

function Nodes() {
  const say = useTexts(nodeTexts);
  const { data, error, refetch } = useGet(AT, NodeOverview, { every: 10_000 });
  return (
    <div className="page-column">
      <h1 className="page-title">{say('title')}</h1>
      {data && <Overview overview={data} />}
      {!data && error && <Failed problem={problemOf(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
    </div>
  );
}

function Overview({ overview }: { readonly overview: NodeOverview }) {
  const mayKeep = useMay('system:operate');
  const { self, members, letters } = overview;
  if (!self) return mayKeep ? <Joining /> : <Unjoined />;
  const isProvince = self.kind === 'province';
  return (
    <>
      {members.length > 0 && <Flows overview={overview} />}
      {members.length > 0 && <Members members={members} mayKeep={mayKeep && isProvince} />}
      <Letters letters={letters} />
      {mayKeep && <Handing isProvince={isProvince} />}
      <Log overview={overview} mayKeep={mayKeep} />
    </>
  );
}

function Unjoined() {
  const say = useTexts(nodeTexts);
  return (
    <Card title={say('join')}>
      <p className="nodes-lead">{say('join.lead')}</p>
    </Card>
  );
}

function Flows({ overview: { members, directory } }: { readonly overview: NodeOverview }) {
  const say = useTexts(nodeTexts);
  const version = directory ? say('directory', { version: directory.version }) : null;
  return (
    <Card title={say('flows')} note={say('flows.note')} tools={version}>
      <FlowPicture members={members} />
    </Card>
  );
}

const LIGHTS: Readonly<Record<NodeMember['health'], LightKind>> = {
  good: 'green',
  waiting: 'amber',
  failing: 'red',
  unknown: 'gray',
};

function Members({ members, mayKeep }: { readonly members: readonly NodeMember[]; readonly mayKeep: boolean }) {
  const say = useTexts(nodeTexts);
  const { busy, problem, run } = useAct();
  const set = (id: string, status: 'active' | 'suspended') =>
    void run(() => apiSend('PUT', `${AT}/members/${id}/status`, { status }, Type.Unknown()));
  const columns: readonly Column<NodeMember>[] = [
    { key: 'name', head: say('node'), cell: ({ name, id }) => `${name} ${id}` },
    { key: 'health', head: say('health'), cell: (row) => <State member={row} /> },
    { key: 'queued', head: say('queued'), numeric: true, cell: ({ queued }) => queued, sort: ({ queued }) => queued },
    { key: 'sent', head: say('sent'), numeric: true, wide: true, cell: ({ sent }) => sent },
    { key: 'received', head: say('received'), numeric: true, wide: true, cell: ({ received }) => received },
    { key: 'latency', head: say('latency'), unit: say('ms'), numeric: true, wide: true, cell: latencyText },
    { key: 'seen', head: say('seen'), wide: true, cell: ({ lastSeenAt }) => momentText(lastSeenAt) },
    { key: 'failure', head: say('failure'), wide: true, cell: ({ failure }) => failure ?? '' },
    ...(mayKeep
      ? [{ key: 'do', head: '', cell: (row: NodeMember) => <Switch member={row} busy={busy} set={set} /> }]
      : []),
  ];
  return (
    <Card title={say('members')}>
      <DataTable caption={say('members')} columns={columns} rows={members} rowKey={({ id }) => id} />
      <ActProblem problem={problem} />
    </Card>
  );
}

const latencyText = ({ latencyMs }: NodeMember): string => (latencyMs === null ? '' : String(Math.round(latencyMs)));

function momentText(instant: string | null): string {
  if (instant === null) return '';
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);
}

function State({ member: { isSelf, status, health } }: { readonly member: NodeMember }) {
  const say = useTexts(nodeTexts);
  if (isSelf) return <Light kind="blue" word={say('self')} />;
  if (status !== 'active') return <Light kind="hold" word={say(`status.${status}`)} />;
  return <Light kind={LIGHTS[health]} word={say(`health.${health}`)} />;
}

interface SwitchProps {
  readonly member: NodeMember;
  readonly busy: boolean;
  set(id: string, status: 'active' | 'suspended'): void;
}

function Switch({ member: { id, isSelf, status }, busy, set }: SwitchProps) {
  const say = useTexts(nodeTexts);
  if (isSelf || status === 'revoked') return null;
  const next = status === 'active' ? 'suspended' : 'active';
  return (
    <Button look="link" busy={busy} onClick={() => set(id, next)}>
      {say(next === 'active' ? 'resume' : 'suspend')}
    </Button>
  );
}

function Letters({ letters }: { readonly letters: readonly DeadLetter[] }) {
  const say = useTexts(nodeTexts);
  const { busy, problem, run } = useAct();
  const replay = (id: string) =>
    void run(() => apiSend('POST', `${AT}/letters/${id}/replay`, undefined, Type.Unknown()));
  const columns: readonly Column<DeadLetter>[] = [
    { key: 'id', head: say('letter.id'), cell: ({ id }) => id.slice(-12) },
    { key: 'to', head: say('letter.to'), cell: ({ to }) => to },
    { key: 'type', head: say('letter.type'), wide: true, cell: ({ type }) => type },
    { key: 'said', head: say('letter.said'), cell: ({ said }) => said ?? '' },
    {
      key: 'do',
      head: '',
      cell: ({ id, state }) =>
        state === 'dead' ? (
          <Button look="link" busy={busy} onClick={() => replay(id)}>
            {say('letter.replay')}
          </Button>
        ) : (
          say('letter.rejected')
        ),
    },
  ];
  return (
    <Card title={say('letters')}>
      <DataTable
        caption={say('letters')}
        columns={columns}
        rows={letters}
        rowKey={({ id }) => id}
        empty={say('letters.none')}
        maxHeight="24rem"
      />
      <ActProblem problem={problem} />
    </Card>
  );
}

function Log({ overview: { log }, mayKeep }: { readonly overview: NodeOverview; readonly mayKeep: boolean }) {
  const say = useTexts(nodeTexts);
  return (
    <Card title={say('log')}>
      <p className="nodes-lead">
        {say('log.lines', { lines: log.lines, stamped: log.stamped })}{' '}
        {mayKeep && (
          <a href={`${AT}/log`} download>
            {say('log.export')}
          </a>
        )}
      </p>
    </Card>
  );
}
