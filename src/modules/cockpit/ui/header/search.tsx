import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Screen } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import { classes } from '#web/kit/classes.ts';
import { Icon } from '#web/kit/icon.tsx';
import { matchEntries } from '../read/match-entries.ts';
import { useIndicatorEntries, usePlaceEntries } from '../use-finds.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';
import './search.css';

const MOST = 7;

/** Something found: a name, what it is, and where it leads. */
interface Find {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly follow: () => void;
}

interface SearchProps {
  readonly screen: Screen;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** Finds indicators and places by name, short name, code or initials; an indicator opens its drawer, a place its screen. */
export function Search(props: SearchProps) {
  const { layout } = useDevice();
  return layout === 'phone' ? <PhoneSearch {...props} /> : <SearchBox {...props} />;
}

/** On a phone a button, and the box over the whole header while one looks for something. */
function PhoneSearch({ screen, input }: SearchProps) {
  const { say } = useSpeech();
  const [open, setOpen] = useState(false);
  const show = () => {
    // The keyboard of a phone comes up only when the focus is set while the press is handled.
    flushSync(() => setOpen(true));
    input.current?.focus();
  };
  if (!open) {
    return (
      <button type="button" className="menu-button" aria-label={say('search.label')} onClick={show}>
        <Icon name="search" />
      </button>
    );
  }
  return (
    <div className="search-over">
      <SearchBox screen={screen} input={input} onLeave={() => setOpen(false)} />
      <button type="button" className="menu-button" onClick={() => setOpen(false)}>
        {say('search.close')}
      </button>
    </div>
  );
}

function SearchBox({ screen, input, onLeave }: SearchProps & { readonly onLeave?: () => void }) {
  const { say } = useSpeech();
  const list = useId();
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const finds = useFinds(screen, asked, typed);
  const open = typed.trim() !== '';
  const leave = () => {
    setTyped('');
    setAt(0);
  };
  const follow = (find: Find | undefined) => {
    if (!find) return;
    leave();
    input.current?.blur();
    onLeave?.();
    find.follow();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && finds.length > 0) setAt((at + step + finds.length) % finds.length);
    else if (event.key === 'Enter') follow(finds[at]);
    else if (event.key === 'Escape') {
      leave();
      onLeave?.();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="search">
      <Icon name="search" />
      <input
        ref={input}
        className="search-input"
        role="combobox"
        aria-label={say('search.label')}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && finds[at] ? `${list}-${at}` : undefined}
        placeholder={say('search.placeholder')}
        autoComplete="off"
        value={typed}
        onFocus={() => setAsked(true)}
        onBlur={leave}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      {!onLeave && (
        <span className="search-key" aria-hidden="true">
          /
        </span>
      )}
      <div className={classes('search-sheet', !open && 'search-closed')}>
        <Finds
          id={list}
          label={say('search.label')}
          finds={open ? finds : []}
          at={at}
          onPoint={setAt}
          onFollow={follow}
        />
        {open && finds.length === 0 && <p className="search-none note">{say('search.none')}</p>}
      </div>
    </div>
  );
}

interface FindsProps {
  readonly id: string;
  readonly label: string;
  readonly finds: readonly Find[];
  readonly at: number;
  readonly onPoint: (index: number) => void;
  readonly onFollow: (find: Find) => void;
}

/** The list that the input points into; it stays in the page while closed, so that the input names what is there. */
function Finds({ id, label, finds, at, onPoint, onFollow }: FindsProps) {
  return (
    <div id={id} role="listbox" aria-label={label}>
      {finds.map((find, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus and points at its options.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the combobox.
        <div
          key={find.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={classes('search-find', index === at && 'search-at')}
          onPointerMove={() => onPoint(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFollow(find)}
        >
          {find.name} <span className="note">{find.note}</span>
        </div>
      ))}
    </div>
  );
}

function useFinds(screen: Screen, asked: boolean, typed: string): Find[] {
  const { say } = useSpeech();
  const { open, drill } = useWhere();
  const indicators = matchEntries(useIndicatorEntries(screen, asked), typed, MOST);
  const places = matchEntries(usePlaceEntries(asked), typed, MOST);
  return [
    ...places.slice(0, 4).map(({ code, name, parent }) => ({
      key: code,
      name,
      note: [say('search.place'), parent].filter(Boolean).join(' · '),
      follow: () => drill(code),
    })),
    ...indicators.map(({ code, name, owner }) => ({
      key: code,
      name,
      note: [say('search.indicator'), owner].filter(Boolean).join(' · '),
      follow: () => open({ code }),
    })),
  ];
}
