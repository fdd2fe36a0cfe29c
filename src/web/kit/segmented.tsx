import { classes } from './classes.ts';
import './segmented.css';

/** One of a few ways, all of them seen. */
export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** A switch between two to five ways: 累计/当期, 图/表格. */
export function Segmented<V extends string>({ label, choices, value, onChange }: SegmentedProps<V>) {
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={classes('segment', choice.value === value && 'segment-on')}
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
