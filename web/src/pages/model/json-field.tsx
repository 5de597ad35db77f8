import { Textarea } from "@mantine/core";
import { useState } from "react";
import { fieldLabel } from "./field-words.ts";

interface Properties {
  readonly name: string;
  readonly path: string;
  readonly value: unknown;
  readonly onEdit: (path: string, value: unknown) => void;
}

/** A value that may be anything, as JSON: it joins the draft as soon as it can be read. */
export function JsonField({ name, path, value, onEdit }: Properties) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2) ?? "");
  const [broken, setBroken] = useState(false);
  return (
    <Textarea
      label={fieldLabel(name)}
      description="JSON"
      autosize
      minRows={2}
      spellCheck={false}
      value={text}
      error={broken ? "This is not JSON." : undefined}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        try {
          onEdit(path, JSON.parse(typed));
          setBroken(false);
        } catch {
          setBroken(true);
        }
      }}
    />
  );
}
