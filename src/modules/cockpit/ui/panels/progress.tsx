import type { Screen } from '#contract/cockpit';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { Light } from '#web/kit/light.tsx';
import { formatNumber, formatPoints } from '#web/kit/number.ts';
import { ProgressBar } from '#web/kit/progress-bar.tsx';
import { headsOf } from '../card-grid.tsx';
import { useNarrow } from '../narrow.ts';
import { figureOf, isGrowth } from '../read/figure-of.ts';
import { lightOf } from '../read/light-of.ts';
import { periodText } from '../read/period-text.ts';
import { type ProgressLine, progressLines } from '../read/progress-lines.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';
import './progress.css';

/** How far the targets of the year are reached, and how far they should be by now; the furthest behind first. */
export function ProgressPanel({ screen }: { readonly screen: Screen }) {
  const { say } = useSpeech();
  const rows = screen.domains.flatMap(({ cards }) => cards);
  const { shares, limits } = progressLines(rows, headsOf(screen.heads));
  if (shares.length + limits.length === 0) {
    return (
      <Card title={say('progress.title')}>
        <Empty title={say('progress.none')} feeds={say('progress.none.help')} />
      </Card>
    );
  }
  return (
    <div className="progress-panels">
      {shares.length > 0 && (
        <Card title={say('progress.shares')} note={say('progress.order')}>
          <ol className="progress-lines">
            {shares.map((line) => (
              <Share key={line.head.code} line={line} />
            ))}
          </ol>
        </Card>
      )}
      {limits.length > 0 && (
        <Card title={say('progress.limits')} note={say('progress.order')}>
          <Limits lines={limits} />
        </Card>
      )}
    </div>
  );
}

function Share({ line: { row, head, progress, ahead } }: { readonly line: ProgressLine }) {
  const { say, language } = useSpeech();
  const { open } = useWhere();
  return (
    <li>
      <button type="button" className="progress-line" onClick={() => open({ code: head.code })}>
        <span className="progress-name">
          {row.light && <Light kind={lightOf(row.light.colour)} word={row.light.reason} quiet />} {head.shortName}
          <span className="note">{periodText(row, language)}</span>
        </span>
        <ProgressBar done={progress.share ?? 0} time={progress.timeShare} />
        <span className="progress-ahead">
          {say(ahead < 0 ? 'progress.behind' : 'progress.ahead', {
            amount: formatPoints(Math.abs(ahead), language).replace('+', ''),
          })}
        </span>
      </button>
    </li>
  );
}

function Limits({ lines }: { readonly lines: readonly ProgressLine[] }) {
  const { say, language } = useSpeech();
  const { open } = useWhere();
  const columns: Column<ProgressLine>[] = [
    { key: 'name', head: say('column.indicator'), cell: ({ head }) => head.shortName },
    { key: 'period', head: say('column.period'), cell: ({ row }) => periodText(row, language) },
    { key: 'target', head: say('column.target'), numeric: true, cell: (line) => targetText(line) },
    { key: 'now', head: say('column.now'), numeric: true, cell: (line) => <Now line={line} /> },
    { key: 'words', head: say('column.distance'), cell: ({ progress }) => progress.words },
  ];
  return (
    <DataTable
      caption={say('table.of', { name: say('progress.limits') })}
      rows={lines}
      rowKey={({ head }) => head.code}
      onOpen={({ head }) => open({ code: head.code })}
      columns={useNarrow(columns, ['name', 'target', 'now'])}
    />
  );
}

/** A target on growth is held against the growth, all others against the figure itself. */
function Now({ line: { row, head, progress } }: { readonly line: ProgressLine }) {
  const { say } = useSpeech();
  const own = progress.headroom !== undefined || isGrowth(head);
  if (!own) return <FigureText figure={{ value: row.yoy?.value ?? null, decimals: 1, signed: true }} unit="%" />;
  return (
    <FigureText figure={figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, say)} unit={row.unit} />
  );
}

function targetText({ head, progress }: ProgressLine): string {
  if (progress.target === undefined) return '';
  if (progress.headroom === undefined) return `${formatNumber(progress.target, { decimals: 1 })}%`;
  return `${formatNumber(progress.target, { decimals: head.decimals })} ${head.unit}`;
}
