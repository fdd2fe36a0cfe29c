import { type KeyboardEvent, useRef, useState } from 'react';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { type Figure, figureText, isShown, stateOf } from './figure.ts';
import { neighbour, type RegionShape } from './map-shape.ts';

interface MapKeysProps {
  readonly shapes: readonly RegionShape[];
  readonly summary: string;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly unit: string;
  readonly onPoint: (code: string | null) => void;
  readonly onOpen: (code: string) => void;
}

/**
 * The map for keyboard and screen reader: one button per region, unseen, one of them in the tab order.
 * The region whose button has the focus is outlined on the picture.
 */
export function MapKeys({ shapes, summary, figures, unit, onPoint, onOpen }: MapKeysProps) {
  const say = useTexts(kitTexts);
  const list = useRef<HTMLUListElement>(null);
  const [stop, setStop] = useState(0);
  const move = (event: KeyboardEvent, from: RegionShape) => {
    const next = neighbour(shapes, from, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    list.current?.querySelector<HTMLElement>(`[data-code="${next.code}"]`)?.focus();
  };
  return (
    <ul ref={list} className="visually-hidden" aria-label={`${summary} ${say('map.hint')}`}>
      {shapes.map((shape, index) => (
        <li key={shape.code}>
          <button
            type="button"
            data-code={shape.code}
            tabIndex={index === stop ? 0 : -1}
            onFocus={() => {
              setStop(index);
              onPoint(shape.code);
            }}
            onBlur={() => onPoint(null)}
            onKeyDown={(event) => move(event, shape)}
            onClick={() => onOpen(shape.code)}
          >
            {shape.name} <Spoken figure={figures[shape.code]} unit={unit} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Spoken({ figure = { value: null }, unit }: { readonly figure?: Figure; readonly unit: string }) {
  const say = useTexts(kitTexts);
  const state = stateOf(figure);
  const word = figure.word ?? (state === 'final' ? '' : say(`figure.${state}`));
  return isShown(figure) ? `${figureText(figure)} ${unit} ${word}` : word;
}
