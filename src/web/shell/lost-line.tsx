import { shellTexts } from '../i18n/shell.ts';
import { useLanguage, useTexts } from '../i18n/use-texts.ts';
import { useLostLine } from '../live.tsx';

const CLOCK = { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Says that the line to the server is down, and of when the figures are that stand on the screen meanwhile. */
export function LostLine() {
  const say = useTexts(shellTexts);
  const language = useLanguage();
  const since = useLostLine();
  if (since === null) return null;
  const time = new Date(since).toLocaleTimeString(language, CLOCK);
  return (
    <span className="lost-line" role="status">
      {say('line.lost', { time })}
    </span>
  );
}
