import { useTexts } from '#web/i18n/use-texts.ts';
import { ingestTexts } from '../i18n/texts.ts';
import type { TableFacts } from './facts.ts';

const SHOWN = 6;

interface MeasureListProps {
  readonly facts: TableFacts;
  /** Units said for the whole table; measures without one of their own take theirs from here. */
  readonly units: readonly string[];
}

/** The measures with unit and paired growth; where rows name them, as rows write them. */
export function MeasureList({ facts: { measures, rowNames }, units }: MeasureListProps) {
  const say = useTexts(ingestTexts);
  const named = measures.map(({ name, unit, hasGrowth }) => ({
    name,
    unit: unit ?? (units.length > 0 ? say('unit.by-line', { units: units.join('、') }) : say('unit.missing')),
    growth: hasGrowth ? say('measure.growth') : '',
  }));
  const written = measures.length > 0 ? [] : rowNames.map((name) => ({ name, unit: '', growth: '' }));
  const all = [...named, ...written];
  if (all.length === 0) return say('measure.none');
  return (
    <>
      <p>{say('measure.count', { count: all.length })}</p>
      <ul className="measures">
        {all.slice(0, SHOWN).map(({ name, unit, growth }) => (
          <li key={name}>
            {name}
            {unit && <span className="note">{unit}</span>}
            {growth && <span className="note">{growth}</span>}
          </li>
        ))}
      </ul>
      {all.length > SHOWN && (
        <details>
          <summary className="note">{say('measure.more', { count: all.length - SHOWN })}</summary>
          <p>
            {all
              .slice(SHOWN)
              .map(({ name, unit }) => (unit ? `${name} (${unit})` : name))
              .join(' · ')}
          </p>
        </details>
      )}
    </>
  );
}
