import { useMemo, useState } from 'react';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { Figure } from './figure.ts';
import { FigureText } from './figure-text.tsx';
import type { RegionCollection } from './geo.ts';
import { classOf, type MapClass } from './map-class.ts';
import { MapDrawing } from './map-drawing.tsx';
import { MapKeys } from './map-keys.tsx';
import { MapLegend } from './map-legend.tsx';
import { type RegionShape, shapeMap } from './map-shape.ts';
import { useSize } from './use-size.ts';
import './region-map.css';

interface RegionMapProps {
  readonly geo: RegionCollection;
  /** By region code; a region that is not in here is drawn as "no data". */
  readonly figures: Readonly<Record<string, Figure>>;
  readonly classes: readonly MapClass[];
  readonly unit: string;
  /** One sentence for a screen reader: which figure, which period. */
  readonly summary: string;
  readonly selected?: string;
  /** Drill into a region by click, tap or enter. Without it the map is a picture. */
  readonly onOpen?: (code: string) => void;
}

/** A choropleth with names, a legend in words and a readout. Fills the height its place gives it. */
export function RegionMap({ geo, figures, classes, unit, summary, selected, onOpen }: RegionMapProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<string | null>(null);
  const drawn = useMemo(() => (size ? shapeMap(geo, size) : []), [geo, size]);
  const shapes = drawn.filter((shape) => !shape.line);
  const toned = shapes.map((shape) => ({ shape, tone: classOf(figures[shape.code], classes)?.tone ?? null }));
  const current = shapes.find((shape) => shape.code === (pointed ?? selected));
  return (
    <div className="map">
      <MapLegend
        classes={classes}
        unit={unit}
        withNone={toned.some((one) => one.tone === null)}
        withApprox={shapes.some((shape) => shape.approx)}
      />
      <div ref={ref} className="map-plot">
        {size && (
          <MapDrawing
            toned={toned}
            lines={drawn.filter((shape) => shape.line)}
            size={size}
            summary={summary}
            current={current}
            onPoint={setPointed}
            onOpen={onOpen}
          />
        )}
        {onOpen && (
          <MapKeys
            shapes={shapes}
            summary={summary}
            figures={figures}
            unit={unit}
            onPoint={setPointed}
            onOpen={onOpen}
          />
        )}
      </div>
      <MapReadout
        pressable={onOpen !== undefined}
        shape={current}
        figure={current && figures[current.code]}
        unit={unit}
      />
    </div>
  );
}

interface MapReadoutProps {
  readonly pressable: boolean;
  readonly shape: RegionShape | undefined;
  readonly figure: Figure | undefined;
  readonly unit: string;
}

/** What the pointer is over; its line is always there, so that nothing jumps. */
function MapReadout({ pressable, shape, figure, unit }: MapReadoutProps) {
  const say = useTexts(kitTexts);
  return (
    <div className="map-readout">
      {!shape && pressable && <span className="map-open">{say('map.open')}</span>}
      {shape && (
        <>
          <b>{shape.name}</b> <FigureText figure={figure ?? { value: null }} unit={unit} />{' '}
          {shape.approx && <span>* {shape.note ?? say('map.approx')}</span>}
        </>
      )}
    </div>
  );
}
