import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { DepartmentState } from '#contract/cockpit';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { routeOf, useBoards } from '#web/shell/boards.ts';
import type { BoardViewProps } from '../board-view.ts';
import { useNarrow } from '../narrow.ts';
import { LightCounts } from '../panels/light-counts.tsx';
import { matchEntries } from '../read/match-entries.ts';
import { useDepartments } from '../use-departments.ts';
import { useSpeech } from '../words.ts';
import './boards.css';
import './departments.css';

/** 谁负责这件事: departments by what they answer for. Calling begins when there is a roster of who is on duty. */
export function View(_: BoardViewProps) {
  const { say } = useSpeech();
  const state = useDepartments();
  const [typed, setTyped] = useState('');
  return (
    <PanelFrame title={say('direct.title')} note={say('direct.note')} reserve="30rem" state={state}>
      {({ departments }) => (
        <>
          <div className="board-tools">
            <input
              className="input direct-search"
              type="search"
              aria-label={say('direct.search')}
              placeholder={say('direct.search')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <Directory departments={departments} typed={typed} />
        </>
      )}
    </PanelFrame>
  );
}

interface DirectoryProps {
  readonly departments: readonly DepartmentState[];
  readonly typed: string;
}

function Directory({ departments, typed }: DirectoryProps) {
  const { say } = useSpeech();
  const entries = departments.map((one) => ({
    ...one,
    also: [one.shortName, ...one.owns.map(({ shortName }) => shortName)],
  }));
  const navigate = useNavigate();
  const route = routeOf(useBoards(), 'departments', '/boards/departments');
  const columns: Column<DepartmentState>[] = [
    { key: 'name', head: say('column.department'), cell: ({ name }) => name, width: '16rem' },
    { key: 'owns', head: say('column.owns'), cell: (one) => ownsText(one) || '—' },
    { key: 'lights', head: say('column.light'), cell: (one) => <LightCounts department={one} />, width: '12rem' },
  ];
  return (
    <DataTable
      caption={say('table.of', { name: say('direct.title') })}
      rows={matchEntries(entries, typed, entries.length)}
      rowKey={({ code }) => code}
      onOpen={({ code }) => navigate(`${route}?dept=${code}`)}
      empty={say('direct.none')}
      columns={useNarrow(columns, ['name', 'owns'])}
    />
  );
}

const ownsText = ({ owns }: DepartmentState) => owns.map(({ shortName }) => shortName).join('、');
