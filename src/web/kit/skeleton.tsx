import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import './skeleton.css';

interface SkeletonProps {
  /** Height of what will stand here, such as `24rem`; without it the skeleton fills its place. */
  readonly height?: string;
  readonly lines?: number;
}

const widths = ['62%', '88%', '74%', '93%', '55%'];

/** Stands in the place and size of content that is on its way. */
export function Skeleton({ height, lines = 3 }: SkeletonProps) {
  const say = useTexts(kitTexts);
  return (
    <div className="skeleton" style={{ minHeight: height }} aria-busy="true">
      <span className="visually-hidden">{say('panel.loading')}</span>
      {Array.from({ length: lines }, (_, line) => widths[line % widths.length]).map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a skeleton have no identity and never move.
        <span key={line} className="skeleton-line" style={{ width }} aria-hidden="true" />
      ))}
    </div>
  );
}
