import type { SettingEntry } from "../../api/metrics.ts";
import styles from "./setting-list.module.css";

interface Properties {
  readonly settings: Readonly<Record<string, string | number>>;
  readonly meanings: readonly SettingEntry[];
}

/** The questions on which tools disagree that this figure rests on, with the answer it was counted by. */
export function SettingList({ settings, meanings }: Properties) {
  const asked = meanings.filter(({ id }) => settings[id] !== undefined);
  if (asked.length === 0) return null;
  const chosen = asked.filter((one) => settings[one.id] !== one.default).length;
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        Counted with {asked.length} settings
        {chosen > 0 && <span className={styles.chosen}>, {chosen} of them not the default</span>}
      </summary>
      <dl className={styles.list}>
        {asked.map((one) => (
          <div key={one.id} data-chosen={settings[one.id] !== one.default}>
            <dt>{one.question}</dt>
            <dd>
              {answerOf(one, settings[one.id] ?? "")} <code>{one.id}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function answerOf({ choices }: SettingEntry, value: string | number): string {
  const meaning = choices?.find((choice) => choice.value === value)?.meaning;
  if (meaning === undefined) return value === "" ? "None" : String(value);
  return `${meaning.slice(0, 1).toUpperCase()}${meaning.slice(1)}`;
}
