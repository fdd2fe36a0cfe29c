import type { DepartmentList, DepartmentState } from '#contract/cockpit';
import { Segmented } from '#web/kit/segmented.tsx';
import { PanelFrame } from '#web/panel.tsx';
import type { BoardViewProps } from '../board-view.ts';
import { DepartmentFigures } from '../panels/department-figures.tsx';
import { LightCounts } from '../panels/light-counts.tsx';
import { useChosen } from '../use-chosen.ts';
import { byUrgency, useDepartments } from '../use-departments.ts';
import { useSpeech } from '../words.ts';
import './departments.css';

const ORDERS = ['usual', 'urgent'] as const;

/** 厅局直通: every department with its lights; one of them opens with all figures that it answers for. */
export function View({ screen }: BoardViewProps) {
  const { say } = useSpeech();
  const state = useDepartments();
  const list = state.kind === 'ready' || state.kind === 'stale' ? state.data.departments : [];
  const [order, chooseOrder] = useChosen('order', ORDERS);
  const [code, open] = useChosen(
    'dept',
    list.map((one) => one.code),
  );
  const chosen = list.find((one) => one.code === code);
  if (chosen && screen) return <DepartmentFigures department={chosen} screen={screen} onBack={() => open(null)} />;
  return (
    <PanelFrame
      title={say('departments.title')}
      note={say('departments.note')}
      reserve="30rem"
      state={state}
      tools={
        <Segmented
          label={say('departments.order')}
          choices={ORDERS.map((value) => ({ value, label: say(`departments.${value}`) }))}
          value={order ?? 'usual'}
          onChange={chooseOrder}
        />
      }
    >
      {(data) => <Grid list={data} urgent={order === 'urgent'} onOpen={open} />}
    </PanelFrame>
  );
}

interface GridProps {
  readonly list: DepartmentList;
  readonly urgent: boolean;
  readonly onOpen: (code: string) => void;
}

/** The province's own departments, then the bodies outside them. */
function Grid({ list: { departments }, urgent, onOpen }: GridProps) {
  const { say } = useSpeech();
  const ordered = urgent ? byUrgency(departments) : departments;
  return (['department', 'external'] as const).map((kind) => (
    <section key={kind} aria-label={say(`departments.${kind}`)}>
      <h3 className="dept-kind">{say(`departments.${kind}`)}</h3>
      <ul className="dept-grid">
        {ordered
          .filter((one) => one.kind === kind)
          .map((one) => (
            <li key={one.code}>
              <DepartmentCard department={one} onOpen={onOpen} />
            </li>
          ))}
      </ul>
    </section>
  ));
}

interface DepartmentCardProps {
  readonly department: DepartmentState;
  readonly onOpen: (code: string) => void;
}

function DepartmentCard({ department, onOpen }: DepartmentCardProps) {
  const { say } = useSpeech();
  const { code, shortName, name, indicators } = department;
  return (
    <button type="button" className="dept" title={name} disabled={indicators === 0} onClick={() => onOpen(code)}>
      <span className="dept-name">{shortName}</span>
      <span className="dept-state">
        {indicators > 0 && <LightCounts department={department} />}
        <span className="note">
          {indicators === 0 ? say('departments.none') : say('departments.count', { count: indicators })}
        </span>
      </span>
    </button>
  );
}
