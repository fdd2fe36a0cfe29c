import type { Screen } from '#contract/cockpit';
import { type PeriodKey, periodHolding, yearOf } from '#platform/period/key.ts';
import { useDevice } from '#web/device.tsx';
import { Icon } from '#web/kit/icon.tsx';
import { Menu } from '#web/kit/menu.tsx';
import { shortPeriod } from '../read/period-text.ts';
import { monthsOf, screenPeriod } from '../read/screen-period.ts';
import { useWhere } from '../use-where.ts';
import { dayOf, periodAndBasis, type Speech, useSpeech, yearOfScreen } from '../words.ts';
import { AsOfForm } from './as-of.tsx';
import './period-picker.css';

/** Years one can go back to. */
const YEARS = 3;

/** Of when the figures are: the latest, or none later than a month; and as they were known on a day. */
export function PeriodPicker({ screen }: { readonly screen: Screen }) {
  const speech = useSpeech();
  const { layout } = useDevice();
  const full = periodWords(screen, useWhere().where.period, speech);
  const text = layout === 'phone' ? briefWords(screen, speech) : full;
  if (layout === 'wall') return <span>{full}</span>;
  return (
    <div className="period-picker">
      <Menu
        label={speech.say('period.menu', { period: full })}
        button={
          <>
            {text}
            <Icon name="chevron" />
          </>
        }
      >
        {(close) => (
          <div className="period-sheet">
            <Months screen={screen} onChosen={close} />
            <AsOfForm screen={screen} onChosen={close} />
          </div>
        )}
      </Menu>
    </div>
  );
}

function periodWords(screen: Screen, asked: string | null, speech: Speech): string {
  const shown = screenPeriod(screen);
  if (shown === null && asked === null) return speech.say('period.latest');
  const words = shown ? periodAndBasis(shown, speech) : asked;
  return asked === null ? `${words}` : speech.say('period.until', { period: `${words}` });
}

/** On a phone the month alone. */
function briefWords(screen: Screen, { say, language }: Speech): string {
  const shown = screenPeriod(screen);
  return shown ? shortPeriod(shown, language, yearOfScreen(screen)) : say('period.latest');
}

function Months({ screen, onChosen }: { readonly screen: Screen; readonly onChosen: () => void }) {
  const { say } = useSpeech();
  const { where, go } = useWhere();
  const now = periodHolding(dayOf(screen.at), 'M');
  const pick = (period: PeriodKey | null) => {
    onChosen();
    go({ period });
  };
  const years = Array.from({ length: YEARS }, (_, back) => yearOf(now) - back);
  return (
    <section aria-label={say('period.title')}>
      <button
        type="button"
        className="menu-item"
        aria-current={where.period === null || undefined}
        onClick={() => pick(null)}
      >
        {say('period.latest')} <span className="note">{say('period.latest.help')}</span>
      </button>
      {years.map((year) => (
        <div key={year} className="period-year">
          <h3 className="note">{say('period.year', { year })}</h3>
          <div className="period-months">
            {monthsOf(year, now).map((month, index) => (
              <button
                key={month}
                type="button"
                className="menu-item"
                aria-label={say('period.month', { year, month: index + 1 })}
                aria-current={where.period === month || undefined}
                onClick={() => pick(month)}
              >
                {say('period.month.short', { month: index + 1 })}
              </button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}
