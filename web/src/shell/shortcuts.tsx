import { Checkbox } from "@mantine/core";
import { Dialog } from "../parts/dialog.tsx";
import { destinations } from "./destinations.ts";
import styles from "./shortcuts.module.css";
import { useSingleKeys } from "./use-keys.ts";

const anywhere = [
  { keys: ["Ctrl", "K"], does: "Search, go somewhere, do something" },
  { keys: ["/"], does: "Narrow the list of this page, or search" },
  { keys: ["?"], does: "Show this" },
  { keys: ["Esc"], does: "Close what is open" },
] as const;

/** Every key of the console, and the choice to have no single ones. */
export function Shortcuts({ onClosed }: { onClosed: () => void }) {
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const places = destinations.flatMap(({ key, label }) =>
    key === undefined ? [] : [{ keys: ["g", key], does: label }],
  );
  return (
    <Dialog title="Keyboard shortcuts" onClosed={onClosed}>
      <div className={styles.columns}>
        <Keys title="Anywhere" rows={anywhere} />
        <Keys title="Go to: one key after the other" rows={places} />
      </div>
      <Checkbox
        label="Single keys do something"
        description="Ctrl or Cmd with K always does."
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Dialog>
  );
}

interface Row {
  readonly keys: readonly string[];
  readonly does: string;
}

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {rows.map(({ keys, does }) => (
          <div key={keys.join(" ")}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
