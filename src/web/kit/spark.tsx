import { sparkShape } from './spark-shape.ts';
import './spark.css';

interface SparkProps {
  /** Oldest first; null is a gap and stays one. */
  readonly values: readonly (number | null)[];
  /** What the line shows, for a screen reader; without it the line is decoration of a figure that says all. */
  readonly label?: string;
}

const WIDTH = 72;
const HEIGHT = 26;

/** A line without axes beside a figure: the shape of the last periods. */
export function Spark({ values, label }: SparkProps) {
  const shape = sparkShape(values, WIDTH, HEIGHT);
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label ?? ''}
      aria-hidden={label === undefined}
    >
      {shape.lines.map((line) => (
        <polyline key={line} points={line} />
      ))}
      {shape.dots.map((dot) => (
        <circle key={dot.x} className="spark-dot" cx={dot.x} cy={dot.y} r="1.4" />
      ))}
      {shape.end && <circle className="spark-end" cx={shape.end.x} cy={shape.end.y} r="2.4" />}
    </svg>
  );
}
