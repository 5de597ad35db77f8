import { Checkbox } from "@mantine/core";
import styles from "./action-choice.module.css";
import { groupActions, subjectWords, verbOf } from "./action-groups.ts";

interface Properties {
  readonly label: string;
  /** Those that there are to choose from. */
  readonly actions: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Chooses among the actions, by what they are about. */
export function ActionChoice({ label, actions, chosen, onChange }: Properties) {
  const set = (action: string, isOn: boolean) =>
    onChange(actions.filter((one) => (one === action ? isOn : chosen.includes(one))));
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <div className={styles.groups}>
        {groupActions(actions).map(({ subject, actions: own }) => (
          // biome-ignore lint/a11y/useSemanticElements: fieldsets do not lie in a grid in every browser.
          <div key={subject} role="group" aria-label={subjectWords(subject)}>
            <p className={styles.subject}>{subjectWords(subject)}</p>
            {own.map((action) => (
              <Checkbox
                key={action}
                size="xs"
                label={verbOf(action)}
                checked={chosen.includes(action)}
                onChange={(event) => set(action, event.currentTarget.checked)}
              />
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
