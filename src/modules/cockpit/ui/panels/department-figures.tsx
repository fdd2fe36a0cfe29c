import type { DepartmentState, Screen } from '#contract/cockpit';
import type { CardReply } from '#contract/indicators';
import { Button } from '#web/kit/button.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { CardGrid, Cards, headsOf } from '../card-grid.tsx';
import { screenPeriod } from '../read/screen-period.ts';
import { useCards } from '../use-cards.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech, yearOfScreen } from '../words.ts';
import { LightCounts } from './light-counts.tsx';

interface DepartmentFiguresProps {
  readonly department: DepartmentState;
  readonly screen: Screen;
  readonly onBack: () => void;
}

/** All figures that one department answers for, what is red first. */
export function DepartmentFigures({ department, screen, onBack }: DepartmentFiguresProps) {
  const { say } = useSpeech();
  const { asOf } = useWhere().where;
  const { data, ...rest } = useCards({
    region: screen.place.region.code,
    indicators: department.owns.map(({ code }) => code),
    ...(asOf !== null && { asOf }),
  });
  const state = panelStateOf({ data, ...rest });
  return (
    <PanelFrame
      title={department.name}
      note={say('departments.count', { count: department.indicators })}
      reserve="20rem"
      state={state}
      tools={<Button onClick={onBack}>{say('departments.back')}</Button>}
    >
      {(reply) => (
        <>
          <div className="dept-head">
            <LightCounts department={department} />
          </div>
          <CardGrid className="kpi-grid dept-cards">
            <FigureCards reply={reply} screen={screen} />
          </CardGrid>
        </>
      )}
    </PanelFrame>
  );
}

const URGENCY = { red: 0, yellow: 1, none: 2, green: 3 } as const;

function FigureCards({ reply, screen }: { readonly reply: CardReply; readonly screen: Screen }) {
  const { say, language } = useSpeech();
  const style = { say, language, year: yearOfScreen(screen), main: screenPeriod(screen) };
  const rows = [...reply.cards].sort((a, b) => URGENCY[a.light?.colour ?? 'none'] - URGENCY[b.light?.colour ?? 'none']);
  return <Cards rows={rows} heads={headsOf(reply.heads)} style={style} />;
}
