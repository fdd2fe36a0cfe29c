import { useState } from 'react';
import type { Exception, Screen } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import { Button } from '#web/kit/button.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { type ExceptionItem, ExceptionsList } from '#web/kit/exceptions-list.tsx';
import type { PanelProps } from '#web/module-ui.ts';
import type { Layout } from '#web/theme.ts';
import { lightOf } from '../read/light-of.ts';
import { screenOf } from '../read/screen-data.ts';
import { type Going, useWhere } from '../use-where.ts';
import { useWhole } from '../use-whole.ts';
import { type Speech, tagOf, useSpeech } from '../words.ts';
import './exceptions.css';

/** How many stand there before one asks for more. */
const FIRST: Readonly<Record<Layout, number>> = { desk: 12, phone: 3, wall: 12 };

/** What needs a look: sentences, most pressing first. Each leads to its figure and to where it comes from. */
export function Panel({ data }: PanelProps) {
  const screen = screenOf(data);
  const speech = useSpeech();
  const { layout } = useDevice();
  const going = useWhere();
  const [all, setAll] = useState(false);
  const place = useWhole<HTMLDivElement>('.exception', layout === 'wall');
  const { exceptions } = screen;
  if (exceptions.length === 0) {
    const known = screen.domains.some(({ cards }) => cards.length > 0);
    const title = speech.say(known ? 'exceptions.none' : 'exceptions.unknown');
    return <Empty title={title} feeds={speech.say('exceptions.none.help')} />;
  }
  const count = all ? exceptions.length : FIRST[layout];
  const items = exceptions.slice(0, count).map((one) => itemOf(one, screen, speech, going));
  const rest = exceptions.length - items.length;
  return (
    <div ref={place} className="exceptions-place">
      <ExceptionsList items={items} />
      {rest > 0 && layout !== 'wall' && (
        <Button look="link" className="exceptions-more" onClick={() => setAll(true)}>
          {speech.say('exceptions.more', { count: rest })}
        </Button>
      )}
    </div>
  );
}

function itemOf(one: Exception, screen: Screen, speech: Speech, { open, choose }: Going): ExceptionItem {
  const { say } = speech;
  const { indicator, region, period } = one;
  const elsewhere = region === screen.place.region.code ? undefined : region;
  const cause = {
    id: 'cause',
    label: say('act.cause'),
    onAct: () => open({ code: indicator, region: elsewhere, period }),
  };
  const spread = { id: 'spread', label: say('act.spread'), onAct: () => choose(indicator) };
  const canSpread = screen.place.children.length > 0 && screen.focus?.head.code !== indicator;
  return {
    id: `${one.kind}-${indicator}-${region}-${period}`,
    light: lightOf(one.colour),
    word: tagOf(one, speech),
    sentence: one.say,
    why: `${one.why} · ${one.owner}`,
    actions: canSpread ? [cause, spread] : [cause],
  };
}
