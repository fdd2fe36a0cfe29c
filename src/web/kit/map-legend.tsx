import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { MapClass } from './map-class.ts';

interface MapLegendProps {
  readonly classes: readonly MapClass[];
  readonly unit: string;
  readonly withNone: boolean;
  readonly withApprox: boolean;
}

/** The classes in words, highest first, then what is not a class. */
export function MapLegend({ classes, unit, withNone, withApprox }: MapLegendProps) {
  const say = useTexts(kitTexts);
  return (
    <ul className="map-legend" aria-label={say('map.legend')}>
      <li className="map-legend-unit">{unit}</li>
      {[...classes].reverse().map((one) => (
        <li key={one.label}>
          <span className="map-swatch" style={{ background: `var(--map-${one.tone})` }} />
          {one.label}
        </li>
      ))}
      {withNone && (
        <li>
          <span className="map-swatch map-swatch-none" />
          {say('map.none')}
        </li>
      )}
      {withApprox && (
        <li>
          <span className="map-swatch map-swatch-approx">*</span>
          {say('map.approx')}
        </li>
      )}
    </ul>
  );
}
