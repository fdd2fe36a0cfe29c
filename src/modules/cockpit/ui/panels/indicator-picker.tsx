import { useState } from 'react';
import type { Screen } from '#contract/cockpit';
import { Icon } from '#web/kit/icon.tsx';
import { Menu } from '#web/kit/menu.tsx';
import { matchEntries } from '../read/match-entries.ts';
import { useIndicatorEntries } from '../use-finds.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';
import './indicator-picker.css';

const MOST = 60;

/** Chooses the indicator on the map by name. */
export function IndicatorPicker({ screen }: { readonly screen: Screen }) {
  const { say } = useSpeech();
  return (
    <Menu
      label={say('picker.label')}
      button={
        <>
          {say('picker.button')}
          <Icon name="chevron" />
        </>
      }
    >
      {(close) => <Choices screen={screen} onChosen={close} />}
    </Menu>
  );
}

function Choices({ screen, onChosen }: { readonly screen: Screen; readonly onChosen: () => void }) {
  const { say } = useSpeech();
  const { choose } = useWhere();
  const [typed, setTyped] = useState('');
  const found = matchEntries(useIndicatorEntries(screen, true), typed, MOST);
  const pick = (code: string) => {
    onChosen();
    choose(code);
  };
  return (
    <div className="picker">
      <input
        className="input"
        type="search"
        aria-label={say('picker.search')}
        placeholder={say('picker.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && found[0] && pick(found[0].code)}
      />
      <ul className="picker-list">
        {found.map((entry) => (
          <li key={entry.code}>
            <button
              type="button"
              className="menu-item"
              aria-current={entry.code === screen.focus?.head.code || undefined}
              onClick={() => pick(entry.code)}
            >
              {entry.name} <span className="note">{entry.owner}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="note">{say('picker.none')}</p>}
    </div>
  );
}
