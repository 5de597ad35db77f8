import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Choice } from "./choice.ts";
import styles from "./palette.module.css";
import { useChoices } from "./use-choices.ts";

interface Properties {
  readonly onClosed: () => void;
  readonly showShortcuts: () => void;
}

/** Finds pages, customers, documents and what the model names by a few letters, and does things, without a pointer. */
export function CommandPalette({ onClosed, showShortcuts }: Properties) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const navigate = useNavigate();
  const { choices, isLooking, error } = useChoices(typed, showShortcuts);
  const marked = Math.min(at, choices.length - 1);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`${list}-${marked}`)?.scrollIntoView({ block: "nearest" });
  }, [list, marked]);
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    dialog.current?.close();
    if ("link" in choice.does) void navigate(choice.does.link);
    else choice.does.act();
  };
  const press = (event: KeyboardEvent) => {
    const to: Readonly<Record<string, number>> = {
      ArrowDown: (marked + 1) % choices.length,
      ArrowUp: (marked - 1 + choices.length) % choices.length,
      PageDown: Math.min(marked + 8, choices.length - 1),
      PageUp: Math.max(marked - 8, 0),
    };
    const next = to[event.key];
    if (next !== undefined && choices.length > 0) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(choices[marked]);
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside is a second way to close; Escape is the dialog's own.
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Search and commands"
      onClose={onClosed}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div className={styles.field}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-label="Search pages, customers, invoices, and things to do"
          placeholder="Search pages, customers, invoices, or what to do"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
          {...(choices.length === 0 ? {} : { "aria-activedescendant": `${list}-${marked}` })}
        />
      </div>
      <Choices id={list} choices={choices} marked={marked} onChoose={choose} onMark={setAt} />
      <p role="status" className={styles.status}>
        {error !== null
          ? "The server could not be searched."
          : choices.length === 0 && !isLooking
            ? "Nothing is called so."
            : ""}
      </p>
    </dialog>
  );
}

interface ChoicesProperties {
  readonly id: string;
  readonly choices: readonly Choice[];
  readonly marked: number;
  readonly onChoose: (choice: Choice) => void;
  readonly onMark: (place: number) => void;
}

function Choices({ id, choices, marked, onChoose, onMark }: ChoicesProperties) {
  const groups = [...new Set(choices.map(({ group }) => group))];
  const placed = choices.map((choice, place) => ({ choice, place }));
  return (
    <div id={id} role="listbox" aria-label="Found" className={styles.choices}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset.
        <div key={group} role="group" aria-label={group}>
          <p aria-hidden className={styles.group}>
            {group}
          </p>
          {placed
            .filter(({ choice }) => choice.group === group)
            .map(({ choice, place }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus.
              // biome-ignore lint/a11y/useFocusableInteractive: the field names the marked option as its active one.
              <div
                key={choice.id}
                id={`${id}-${place}`}
                role="option"
                aria-selected={place === marked}
                className={styles.choice}
                onClick={() => onChoose(choice)}
                onMouseMove={() => onMark(place)}
              >
                <span className={styles.title}>{choice.title}</span>
                {choice.detail !== undefined && (
                  <span className={styles.detail}>{choice.detail}</span>
                )}
              </div>
            ))}
        </div>
      ))}
    </div>
  );
}
