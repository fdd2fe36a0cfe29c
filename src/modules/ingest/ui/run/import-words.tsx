import { useTexts } from '#web/i18n/use-texts.ts';
import { Light } from '#web/kit/light.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { ProgressBar } from '#web/kit/progress-bar.tsx';
import type { Import } from '../../contract.ts';
import { ingestTexts, type SayIngest } from '../i18n/texts.ts';
import { formatBytes, splitSeconds } from '../sizes.ts';
import { shareDone } from './progress.ts';

/** State of an import: a light with its word. */
export function ImportStatus({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const { status, current, quarantined, cancelRequested } = one;
  if (status === 'queued') return <Light kind="gray" word={say('status.queued')} />;
  if (status === 'running')
    return <Light kind="gray" word={say(cancelRequested ? 'status.stopping' : 'status.running')} />;
  if (status === 'failed') return <Light kind="red" word={say('status.failed')} />;
  if (status === 'cancelled') return <Light kind="gray" word={say('status.cancelled')} />;
  if (!current) return <Light kind="blue" word={say('status.superseded')} />;
  if (quarantined > 0) return <Light kind="amber" word={say('status.held', { rows: formatNumber(quarantined) })} />;
  return <Light kind="green" word={say('status.done')} />;
}

/** How far a running import is: bytes, rows, rate, time left. */
export function ImportProgress({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const { bytesDone, bytesTotal, read, rowsPerSecond, secondsLeft } = one;
  return (
    <div className="import-progress">
      <ProgressBar done={shareDone(one)} />
      <p className="note">
        {say('progress.rows', { rows: formatNumber(read) })}
        {rowsPerSecond > 0 && ` · ${say('progress.rate', { rows: formatNumber(rowsPerSecond) })}`}
        {` · ${formatBytes(bytesDone)} / ${formatBytes(bytesTotal)}`}
        {secondsLeft !== null && ` · ${timeLeft(secondsLeft, say)}`}
      </p>
    </div>
  );
}

function timeLeft(left: number, say: SayIngest): string {
  const { hours, minutes, seconds } = splitSeconds(left);
  if (hours > 0) return say('progress.left.hours', { hours, minutes });
  if (minutes > 0) return say('progress.left.minutes', { minutes, seconds });
  return say('progress.left.seconds', { seconds });
}

/** 读入 37 = 接收 31 + 隔离 0 + 非数据 6: the counts always add up. */
export function Equation({ one }: { readonly one: Pick<Import, 'read' | 'accepted' | 'quarantined' | 'nonData'> }) {
  const say = useTexts(ingestTexts);
  const parts = [
    { key: 'read', sign: '', word: say('count.read'), rows: one.read },
    { key: 'accepted', sign: '=', word: say('count.accepted'), rows: one.accepted },
    { key: 'quarantined', sign: '+', word: say('count.quarantined'), rows: one.quarantined },
    { key: 'non-data', sign: '+', word: say('count.non-data'), rows: one.nonData },
  ];
  return (
    <p className="equation">
      {parts.map(({ key, sign, word, rows }) => (
        <span key={key} className={`equation-part equation-${key}`}>
          {sign && <span className="equation-sign">{sign}</span>}
          <span className="equation-term">
            <span className="note">{word}</span>
            <b>{formatNumber(rows)}</b>
          </span>
        </span>
      ))}
    </p>
  );
}
