import type { ReactNode } from 'react';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from './classes.ts';
import './light.css';

/** Lights: red, amber and green judge; gray has no judgement, blue is closed, hold is suspended. */
export type LightKind = 'red' | 'amber' | 'green' | 'gray' | 'blue' | 'hold';

interface LightProps {
  readonly kind: LightKind;
  /** Says what the light means here, such as 逾期; the light's own name when absent. */
  readonly word?: string;
  /** Show the shape alone; the word is still read out. */
  readonly quiet?: boolean;
}

/** A light: colour, shape and word together, so that none of them has to be seen. */
export function Light({ kind, word, quiet = false }: LightProps) {
  const say = useTexts(kitTexts);
  const text = word ?? say(`light.${kind}`);
  return (
    <span className={classes('light', `light-${kind}`)} title={quiet ? text : undefined}>
      <svg className="light-shape" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[kind]}
      </svg>
      <span className={quiet ? 'visually-hidden' : undefined}>{text}</span>
    </span>
  );
}

const shapes: Readonly<Record<LightKind, ReactNode>> = {
  red: <path d="M6 .8 11.7 11H.3Z" />,
  amber: <path d="M6 .2 11.8 6 6 11.8.2 6Z" />,
  green: <circle cx="6" cy="6" r="5.2" />,
  gray: <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  blue: <path d="M1 1h10v10H1Zm2.2 5 2 2.1 3.7-4.3-.9-.8-2.8 3.3-1.1-1.2Z" fillRule="evenodd" />,
  hold: <path d="M2 1h3v10H2Zm5 0h3v10H7Z" />,
};
