import { useState } from 'react';
import type { Domain, Screen } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import { classes } from '#web/kit/classes.ts';
import { Empty } from '#web/kit/empty.tsx';
import { type Size, useSize } from '#web/kit/use-size.ts';
import type { PanelProps } from '#web/module-ui.ts';
import { CardGrid, Cards, headsOf } from '../card-grid.tsx';
import { screenOf } from '../read/screen-data.ts';
import { screenPeriod } from '../read/screen-period.ts';
import { wallCards } from '../read/wall-cards.ts';
import { useWhole } from '../use-whole.ts';
import { domainName, useSpeech, yearOfScreen } from '../words.ts';
import './domains.css';

/** Width of the names of sections and the least width of a card, in em of the note size. */
const NAME_EM = 6.4;
const CARD_EM = 13;
const MOST = 5;
/** Below this width a card's facts take a second line rather than losing their end. */
const WIDE_EM = 14.6;

/** The figures of a board by section: a table of cards that one can scan; on a wall, a choice of them. */
export function Panel({ data }: PanelProps) {
  const { layout } = useDevice();
  const { say } = useSpeech();
  const screen = screenOf(data);
  if (screen.domains.every(({ cards }) => cards.length === 0)) {
    return <Empty title={say('domains.none')} feeds={say('domains.none.help')} />;
  }
  return layout === 'wall' ? <WallCards screen={screen} /> : <Sections screen={screen} />;
}

function WallCards({ screen }: { readonly screen: Screen }) {
  const { say, language } = useSpeech();
  const place = useWhole<HTMLDivElement>('.kpi', true);
  const style = { say, language, year: yearOfScreen(screen), main: screenPeriod(screen) };
  return (
    <div ref={place} className="domains-wall">
      <CardGrid className="kpi-grid">
        <Cards rows={wallCards(screen)} heads={headsOf(screen.heads)} style={style} />
      </CardGrid>
    </div>
  );
}

function Sections({ screen }: { readonly screen: Screen }) {
  const { layout } = useDevice();
  const [place, size] = useSize<HTMLDivElement>();
  const columns = layout === 'phone' ? 2 : columnsFor(size);
  const tight = size !== null && (size.width / size.em - NAME_EM) / columns < WIDE_EM;
  return (
    <div ref={place} className={classes('domains', tight && 'domains-tight')}>
      <CardGrid className="domains-grid">
        {screen.domains.map((domain) => (
          <Section key={domain.code} domain={domain} screen={screen} columns={columns} />
        ))}
      </CardGrid>
    </div>
  );
}

function columnsFor(size: Size | null): number {
  if (!size) return 3;
  return Math.min(MOST, Math.max(2, Math.floor((size.width / size.em - NAME_EM) / CARD_EM)));
}

interface SectionProps {
  readonly domain: Domain;
  readonly screen: Screen;
  readonly columns: number;
}

/** One row of cards; the overview shows one line of a section and opens the rest on demand, other boards show all. */
function Section({ domain, screen, columns }: SectionProps) {
  const { say, language } = useSpeech();
  const [opened, setOpened] = useState(false);
  const { cards } = domain;
  if (cards.length === 0) return null;
  const short = screen.board === 'overview' && !opened ? cards.slice(0, columns) : cards;
  const style = { say, language, year: yearOfScreen(screen), main: screenPeriod(screen) };
  const blanks = (columns - (short.length % columns)) % columns;
  return (
    <section className="domain" aria-label={domainName(domain, language)}>
      <div className="domain-name">
        <h3>{domainName(domain, language)}</h3>
        {screen.board === 'overview' && cards.length > columns && (
          <button type="button" className="domain-all" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {opened ? say('domains.less') : say('domains.all', { count: cards.length })}
          </button>
        )}
      </div>
      <div className="kpi-grid domain-cards" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        <Cards rows={short} heads={headsOf(screen.heads)} style={style} />
        {Array.from({ length: blanks }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blanks fill a row and have no identity.
          <span key={index} className="domain-blank" />
        ))}
      </div>
    </section>
  );
}
