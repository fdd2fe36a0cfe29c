import { useEffect, useEffectEvent } from 'react';
import { Link } from 'react-router';
import type { Screen } from '#contract/cockpit';
import { Button } from '#web/kit/button.tsx';
import { Drawer } from '#web/kit/drawer.tsx';
import { PanelFrame } from '#web/panel.tsx';
import type { CardPlace } from '../address.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';
import { CardDetails } from './card-details.tsx';
import { CardSummary } from './card-summary.tsx';
import { type KnownCard, knownCard, useCard } from './use-card.ts';
import './card-drawer.css';

/** The drawer of the figure that the address names: first what the screen knows of it, then all that is to be known. */
export function CardDrawer({ screen }: { readonly screen: Screen }) {
  const { say } = useSpeech();
  const { where, close, turn, choose } = useWhere();
  const { card } = where;
  const onScreen = card && knownCard(screen, card);
  const state = useCard(screen, card, onScreen);
  const detail = state.kind === 'ready' || state.kind === 'stale' ? state.data : null;
  const known: KnownCard | null = detail ?? onScreen;
  const [before, after] = besideOf(screen, card);
  useTurning(card !== null, (step) => {
    const next = step < 0 ? before : after;
    if (next) turn({ code: next });
  });
  if (!card) return null;
  const canSpread = screen.place.children.length > 0 && screen.focus?.head.code !== card.code;
  return (
    <Drawer
      open
      title={known?.head.name ?? card.code}
      note={known && <DrawerNote screen={screen} known={known} place={detail?.region.name} />}
      onClose={close}
      footer={
        <>
          <Button disabled={!before} onClick={() => before && turn({ code: before })}>
            {say('drawer.before')}
          </Button>
          <Button disabled={!after} onClick={() => after && turn({ code: after })}>
            {say('drawer.after')}
          </Button>
          {canSpread && (
            <Button look="main" className="drawer-spread" onClick={() => choose(card.code)}>
              {say('drawer.spread')}
            </Button>
          )}
        </>
      }
    >
      <div className="card-drawer">
        {known && <CardSummary head={known.head} row={known.row} owner={screen.owners[known.head.ownerDept] ?? ''} />}
        <PanelFrame title={say('drawer.details')} reserve="8rem" state={state}>
          {(data) => <CardDetails detail={data} />}
        </PanelFrame>
        {card && (
          <Link to={`/lineage?kind=indicator&id=${encodeURIComponent(card.code)}`}>{say('drawer.lineage')}</Link>
        )}
      </div>
    </Drawer>
  );
}

interface DrawerNoteProps {
  readonly screen: Screen;
  readonly known: KnownCard;
  readonly place: string | undefined;
}

function DrawerNote({ screen, known: { head }, place }: DrawerNoteProps) {
  const owner = screen.owners[head.ownerDept] ?? '';
  return [place ?? screen.place.region.name, head.unit, owner, head.code].filter(Boolean).join(' · ');
}

/** The figures before and after in the order of the screen. */
function besideOf(screen: Screen, card: CardPlace | null): readonly [string | undefined, string | undefined] {
  const codes = screen.domains.flatMap(({ cards }) => cards.map(({ indicator }) => indicator));
  const at = card ? codes.indexOf(card.code) : -1;
  return at === -1 ? [undefined, undefined] : [codes[at - 1], codes[at + 1]];
}

/** `[` and `]` turn to the figure before and after while a drawer is open. */
function useTurning(open: boolean, turn: (step: number) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === '[') turn(-1);
    if (event.key === ']') turn(1);
  });
  useEffect(() => {
    if (!open) return;
    const hear = (event: KeyboardEvent) => press(event);
    // Captured: a drawer keeps the keys pressed in it from the page.
    document.addEventListener('keydown', hear, true);
    return () => document.removeEventListener('keydown', hear, true);
  }, [open]);
}
