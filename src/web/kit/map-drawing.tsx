import { useId } from 'react';
import { classes } from './classes.ts';
import type { MapTone } from './map-class.ts';
import type { RegionShape } from './map-shape.ts';
import type { Size } from './use-size.ts';

export interface TonedShape {
  readonly shape: RegionShape;
  /** Null is "no data". */
  readonly tone: MapTone | null;
}

interface MapDrawingProps {
  readonly toned: readonly TonedShape[];
  readonly lines: readonly RegionShape[];
  readonly size: Size;
  readonly summary: string;
  readonly current: RegionShape | undefined;
  readonly onPoint: (code: string | null) => void;
  readonly onOpen?: (code: string) => void;
}

/** The picture. Keys and readers use the list of buttons beside it. */
export function MapDrawing({ toned, lines, size, summary, current, onPoint, onOpen }: MapDrawingProps) {
  const hatch = useId();
  return (
    <svg
      width={size.width}
      height={size.height}
      role="img"
      aria-label={summary}
      className={classes(onOpen && 'map-pressable')}
      onPointerLeave={() => onPoint(null)}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="map-hatch-ground" width="6" height="6" />
          <line className="map-hatch-line" x1="0" x2="0" y2="6" />
        </pattern>
      </defs>
      {toned.map(({ shape, tone }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys and readers have the buttons of MapKeys.
        <path
          key={shape.code}
          className={classes('map-region', shape.approx && 'map-approx')}
          style={{ fill: tone === null ? `url(#${hatch})` : `var(--map-${tone})` }}
          fillRule="evenodd"
          d={shape.path}
          onPointerMove={() => onPoint(shape.code)}
          onClick={() => onOpen?.(shape.code)}
        />
      ))}
      {lines.map((line) => (
        <path key={line.name} className="map-line" d={line.path} />
      ))}
      {current && <path className="map-current" d={current.path} />}
      {toned.map(({ shape, tone }) => shape.labelled && <Label key={shape.code} shape={shape} tone={tone} />)}
    </svg>
  );
}

function Label({ shape, tone }: TonedShape) {
  const deep = typeof tone === 'number' && tone >= 4;
  return (
    <text className={classes('map-label', deep && 'map-label-deep')} x={shape.x} y={shape.y} dy="0.35em">
      {shape.label}
    </text>
  );
}
