import { classes } from '#web/kit/classes.ts';

interface ChoiceListProps<V extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: V; readonly label: string; readonly hint?: string }[];
  readonly value: V | null;
  readonly onChoose: (value: V) => void;
  /** In one column: for longer words. */
  readonly single?: boolean;
}

/** A few ways, one press each; the present one is marked. */
export function ChoiceList<V extends string>({ label, choices, value, onChoose, single = false }: ChoiceListProps<V>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend of its own.
    <div className={classes('popup-choices', single && 'popup-choices-one')} role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className="popup-choice"
          aria-pressed={choice.value === value}
          title={choice.hint}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
