import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from './classes.ts';
import type { Figure } from './figure.ts';
import { FigureText, useFigureWords } from './figure-text.tsx';
import { Light, type LightKind } from './light.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { Spark } from './spark.tsx';
import './kpi.css';

/** Everything a card shows. Plain data, so that a board can send it as it is. */
export interface KpiCard {
  readonly name: string;
  readonly unit: string;
  readonly figure: Figure;
  readonly light?: LightKind;
  /** What the light means here when it is more than its name, such as 落后 11.8 个百分点. */
  readonly lightWord?: string;
  /** Short facts that give the figure its measure: 同比 +5.1%, 目标 98%. The first is never dropped. */
  readonly context?: readonly string[];
  /** Last periods, oldest first; null is a gap. */
  readonly spark?: readonly (number | null)[];
  /** Percent of the target reached, and percent asked by the calendar. */
  readonly progress?: { readonly done: number; readonly time?: number };
}

interface KpiProps extends KpiCard {
  /** Opens the figure's drawer: definition, owner, lineage, history. */
  readonly onOpen: () => void;
}

/** One figure that matters, as one button: the whole card opens it. */
export function Kpi({ onOpen, ...card }: KpiProps) {
  return (
    <button type="button" className={classes('kpi', card.light && `kpi-${card.light}`)} onClick={onOpen}>
      <span className="kpi-name">
        {card.light && <Light kind={card.light} word={card.lightWord} quiet />}
        {card.name} <span className="kpi-unit">{card.unit}</span>
      </span>
      {/* A sparkline without room beside the digits wraps out of sight: the digits are never cut. */}
      <KpiValue {...card} />
      <span className="kpi-context">
        {card.context?.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
      {card.progress && <ProgressBar {...card.progress} />}
    </button>
  );
}

function KpiValue({ figure, spark }: KpiCard) {
  const say = useTexts(kitTexts);
  const { word, state, digits } = useFigureWords(figure);
  return (
    <span className={classes('kpi-value', lengthClass(digits))}>
      {figure.value === null && state === 'sign-flip' ? (
        <span className="kpi-turn" title={say('figure.why.sign-flip')}>
          {word}
        </span>
      ) : (
        <FigureText figure={figure} />
      )}
      {spark && <Spark values={spark} />}
    </span>
  );
}

function lengthClass(digits: string): string | false {
  if (digits.length > 14) return 'kpi-longer';
  return digits.length > 10 && 'kpi-long';
}
