import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Light } from '#web/kit/light.tsx';
import type { Preview, TableReading } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { Element } from './element.tsx';
import { factsOf } from './facts.ts';
import { MeasureList } from './measure-list.tsx';
import { periodSentence, regionSentence, unitSentences } from './sentences.ts';
import type { OpenTarget, Target } from './target.ts';
import { UnknownList } from './unknown-list.tsx';

interface ElementListProps {
  readonly table: TableReading;
  readonly preview: Preview;
  readonly onOpen: (open: OpenTarget) => void;
  /** Take the table as a plain list. */
  readonly onRecords: () => void;
}

/** How the table is understood, element by element, with the reason of each. */
export function ElementList({ table, preview, onOpen, onRecords }: ElementListProps) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  const facts = factsOf(table, preview.rows);
  const { axes, fixed, gaps } = table;
  const isList = table.layout === 'dataset';
  const units = unitSentences(say, table, facts);
  const target = (axis: 'region' | 'period' | 'measure'): Target | undefined =>
    axes[axis].at.some((at) => at === 'rows' || at === 'sections') && !gaps.some(({ what }) => what === axis)
      ? undefined
      : { kind: `sheet-${axis}` };
  return (
    <ul className="elements">
      <Gaps gaps={gaps} onOpen={onOpen} />
      {!isList && (
        <>
          <Element
            name={say('element.measure')}
            tint="measure"
            {...axes.measure}
            target={target('measure')}
            onOpen={onOpen}
          >
            <MeasureList facts={facts} units={fixed.units?.value ?? []} />
          </Element>
          <Element
            name={say('element.region')}
            tint="region"
            {...axes.region}
            target={target('region')}
            onOpen={onOpen}
          >
            {regionSentence(say, table, facts, preview.complete)}
            <UnknownList kind="region" unknown={facts.regions.unknown} onOpen={onOpen} />
          </Element>
          <Element
            name={say('element.period')}
            tint="period"
            {...axes.period}
            target={target('period')}
            onOpen={onOpen}
          >
            {periodSentence(say, table, facts, language)}
            <UnknownList kind="period" unknown={facts.periods.unknown} onOpen={onOpen} />
          </Element>
          <Element
            name={say('element.unit')}
            target={{ kind: 'unit' }}
            onOpen={onOpen}
            confidence={fixed.units?.confidence}
            why={fixed.units?.why}
          >
            {units.length > 0 ? units.map((text) => <p key={text}>{text}</p>) : say('unit.none')}
          </Element>
        </>
      )}
      {table.section && (
        <Element name={say('element.section')} target={{ kind: 'section' }} {...table.section} onOpen={onOpen}>
          {say(`section.${table.section.sets}`)}
        </Element>
      )}
      {table.series.map(({ name, confidence, why }) => (
        <Element key={name} name={say('element.series')} confidence={confidence} why={why} onOpen={onOpen}>
          {say('series.one', { name })}
        </Element>
      ))}
      <Element name={say('element.header')} onOpen={onOpen} confidence={1} why={table.headerWhy}>
        {table.headerRows.length > 0 ? say('header.lines', { lines: table.headerRows.join('、') }) : say('header.none')}
      </Element>
      <Element name={say('element.layout')} confidence={table.confidence} why={table.why} onOpen={onOpen}>
        <p>{say(`layout.${table.layout}`)}</p>
        {!isList && (
          <Button look="link" className="element-way" title={say('tools.records.hint')} onClick={onRecords}>
            {say('tools.records')}
          </Button>
        )}
      </Element>
    </ul>
  );
}

interface GapsProps {
  readonly gaps: TableReading['gaps'];
  readonly onOpen: (open: OpenTarget) => void;
}

/** What a person has to say before the values can become indicators, each with the way to say it. */
function Gaps({ gaps, onOpen }: GapsProps) {
  const say = useTexts(ingestTexts);
  if (gaps.length === 0) return null;
  return (
    <Element name={say('element.gaps')} onOpen={onOpen}>
      {gaps.map(({ what, text }) => (
        <p key={text} className="gap">
          <Light kind="amber" word={text} />
          <Button
            look="link"
            className="unknown-say"
            aria-haspopup="dialog"
            onClick={(event) =>
              onOpen({ target: { kind: what === 'unit' ? 'unit' : `sheet-${what}` }, anchor: event.currentTarget })
            }
          >
            {say('unknown.say')}
          </Button>
        </p>
      ))}
    </Element>
  );
}
