import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from './classes.ts';
import { formatNumber } from './number.ts';
import './progress-bar.css';

interface ProgressBarProps {
  /** Share done of the year's target, in percent; may pass 100. */
  readonly done: number;
  /** Share that the calendar asks for by now, in percent: the mark on the bar (R9). */
  readonly time?: number;
  /** Without the number at the end, for a place that says it already. */
  readonly bare?: boolean;
}

/** How far a target is reached, and how far it should be by now. */
export function ProgressBar({ done, time, bare = false }: ProgressBarProps) {
  const say = useTexts(kitTexts);
  const doneText = formatNumber(done, { decimals: 1 });
  const timeText = time === undefined ? '' : formatNumber(time, { decimals: 1 });
  const label =
    time === undefined
      ? say('progress.done', { done: doneText })
      : say('progress.label', { done: doneText, time: timeText });
  return (
    <span className="progress" role="img" aria-label={label} title={label}>
      <span className="progress-track">
        <span className="progress-done" style={{ width: `${clamp(done)}%` }} />
        {time !== undefined && (
          <span
            className={classes('progress-time', done < time && 'progress-behind')}
            style={{ left: `${clamp(time)}%` }}
          />
        )}
      </span>
      {!bare && <span className="progress-number">{doneText}%</span>}
    </span>
  );
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}
