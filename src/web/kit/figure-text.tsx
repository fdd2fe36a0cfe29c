import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from './classes.ts';
import { type Figure, figureText, isShown, stateOf } from './figure.ts';
import './figure-text.css';

interface FigureTextProps {
  readonly figure: Figure;
  /** Stands behind the digits; leave it out where the unit stands beside the name or in a heading. */
  readonly unit?: string;
}

/** A figure in a line or a cell: digits, or a dash, and the word for what is the matter with it. Never wraps. */
export function FigureText({ figure, unit }: FigureTextProps) {
  const { digits, word, why, state } = useFigureWords(figure);
  return (
    <span className={classes('figure', `figure-${state}`, !isShown(figure) && 'figure-none')} title={why || undefined}>
      <span className="figure-digits">{digits}</span>
      {unit && figure.value !== null && <span className="figure-unit">{unit}</span>}
      {word && <span className="figure-word">{word}</span>}
    </span>
  );
}

/** The digits, the word and the reason of a figure, in the language in force. */
export function useFigureWords(figure: Figure) {
  const say = useTexts(kitTexts);
  const state = stateOf(figure);
  return {
    state,
    digits: figureText(figure),
    word: figure.word ?? (state === 'final' ? '' : say(`figure.${state}`)),
    why: state === 'final' ? '' : say(`figure.why.${state}`),
  };
}
