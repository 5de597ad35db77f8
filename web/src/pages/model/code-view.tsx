import { Button } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import type { ProblemField } from "../../api/problem.ts";
import { Panel } from "../../parts/panel.tsx";
import styles from "./code-view.module.css";
import { placeOf, type ReadText, type TextPlace } from "./json-places.ts";

interface Properties {
  readonly text: string;
  readonly read: ReadText;
  readonly faults: readonly ProblemField[];
  /** The place to lead to, as a JSON pointer. */
  readonly part: string | undefined;
  readonly onChange: (text: string) => void;
}

/** The height of a line, in pixels; the numbers beside the text have the same. */
const lineHeight = 20;

/** The draft as text, with the number of each line; lines with a fault are marked. */
export function CodeView({ text, read, faults, part, onChange }: Properties) {
  const field = useRef<HTMLTextAreaElement>(null);
  const note = useId();
  const lines = text.split("\n").length;
  const marked = new Map<number, string>();
  if (read.ok) {
    for (const { path, message } of faults) {
      const line = placeOf(read.places, path)?.line ?? 1;
      marked.set(line, [marked.get(line), message].filter(Boolean).join("; "));
    }
  } else marked.set(read.place.line, read.message);
  const wanted = part !== undefined && read.ok ? placeOf(read.places, part) : undefined;
  const { from, to, line } = wanted ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: it leads there when it is asked for, not with each key typed.
  useEffect(() => {
    if (from !== undefined && to !== undefined && line !== undefined)
      show(field.current, { from, to, line });
  }, [part]);
  return (
    <Panel
      title="Code"
      intro="The model file: JSON, as it is published. Tab leaves the field."
      aside={
        <Button
          component="a"
          download="model.json"
          href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`}
        >
          Save as a file
        </Button>
      }
      flush
    >
      {!read.ok && (
        <p id={note} role="alert" className={styles.broken}>
          Line {read.place.line}: {read.message}.{" "}
          <button type="button" onClick={() => show(field.current, read.place)}>
            Go there
          </button>
        </p>
      )}
      <div className={styles.editor}>
        <pre aria-hidden className={styles.numbers}>
          {Array.from({ length: lines }, (_, at) => {
            const message = marked.get(at + 1);
            return (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number alone.
                key={at}
                data-marked={message !== undefined}
                title={message}
              >
                {at + 1}
                {"\n"}
              </span>
            );
          })}
        </pre>
        <textarea
          ref={field}
          className={styles.code}
          aria-label="The model as JSON"
          aria-describedby={read.ok ? undefined : note}
          aria-invalid={!read.ok}
          value={text}
          rows={lines}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </Panel>
  );
}

/** Marks a place of the text and brings it into view. */
function show(field: HTMLTextAreaElement | null, { from, to, line }: TextPlace): void {
  if (field === null) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  const holder = field.parentElement;
  holder?.scrollTo({ top: Math.max(0, (line - 6) * lineHeight), left: 0 });
  holder?.scrollIntoView({ block: "nearest" });
}
