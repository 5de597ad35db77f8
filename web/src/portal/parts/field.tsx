import { type ComponentProps, type ReactNode, useId } from "react";
import styles from "./field.module.css";

interface Labelled {
  readonly label: string;
  readonly hint?: string;
}

/** A text field with its label. */
export function TextField({ label, hint, ...rest }: Labelled & ComponentProps<"input">) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} {...describedBy(id, hint)} {...rest} className={styles.control} />
      <Hint id={id} hint={hint} />
    </div>
  );
}

/** A choice with its label. */
export function SelectField({ label, hint, ...rest }: Labelled & ComponentProps<"select">) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} {...describedBy(id, hint)} {...rest} className={styles.control} />
      <Hint id={id} hint={hint} />
    </div>
  );
}

/** Some lines of text with their label. */
export function TextArea({ label, hint, ...rest }: Labelled & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={3} {...describedBy(id, hint)} {...rest} className={styles.control} />
      <Hint id={id} hint={hint} />
    </div>
  );
}

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly detail?: ReactNode;
}

interface ChoiceProperties<Value extends string> {
  readonly legend: string;
  readonly name: string;
  readonly value: Value | undefined;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few things, all of them in sight. */
export function ChoiceField<Value extends string>(properties: ChoiceProperties<Value>) {
  const { legend, name, value, choices, onChoose } = properties;
  return (
    <fieldset className={styles.field}>
      <legend>{legend}</legend>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            <span>
              {choice.label}
              {choice.detail !== undefined && <small>{choice.detail}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Fields side by side where there is room. */
export const Fields = ({ children }: { children: ReactNode }) => (
  <div className={styles.fields}>{children}</div>
);

const describedBy = (id: string, hint: string | undefined) =>
  hint === undefined ? {} : { "aria-describedby": `${id}-hint` };

const Hint = ({ id, hint }: { id: string; hint: string | undefined }) =>
  hint === undefined ? null : (
    <p id={`${id}-hint`} className={styles.hint}>
      {hint}
    </p>
  );
