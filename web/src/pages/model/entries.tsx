import { Button, TextInput } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import { isObject } from "./edit-document.ts";
import styles from "./field.module.css";

interface Properties {
  readonly name: string;
  readonly value: unknown;
  /** Adds an entry under a step of the path. */
  readonly onAdd: (step: string) => void;
  /** An entry in its field. */
  readonly entry: (step: string, value: unknown) => ReactNode;
}

/** Entries that the author names: charges, prices by cadence. */
export function RecordField({ name, value, onAdd, entry }: Properties) {
  const own = isObject(value) ? value : {};
  const [key, setKey] = useState("");
  const ready = key.trim() !== "" && !Object.hasOwn(own, key.trim());
  const add = (): void => {
    onAdd(key.trim());
    setKey("");
  };
  return (
    <div className={styles.entries}>
      {Object.entries(own).map(([id, inner]) => (
        <Fragment key={id}>{entry(id, inner)}</Fragment>
      ))}
      <div className={styles.adding}>
        <TextInput
          size="xs"
          aria-label={`Name of another of ${name}`}
          placeholder={name === "prices" ? "monthly, annual…" : "Its id"}
          spellCheck={false}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && ready) {
              event.preventDefault();
              add();
            }
          }}
        />
        <Button size="xs" disabled={!ready} onClick={add} aria-label={`Add to ${name}`}>
          Add
        </Button>
      </div>
    </div>
  );
}

/** Entries in an order: tiers, ids. */
export function ListField({ name, value, onAdd, entry }: Properties) {
  const own: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <div className={styles.entries}>
      {own.map((inner, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place alone.
        <Fragment key={at}>{entry(String(at), inner)}</Fragment>
      ))}
      <div className={styles.adding}>
        <Button size="xs" aria-label={`Add to ${name}`} onClick={() => onAdd(String(own.length))}>
          Add
        </Button>
      </div>
    </div>
  );
}
