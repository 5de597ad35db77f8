import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";

/** Whether a text is the code of a currency, as far as its letters go. */
export const isCurrencyCode = (text: string): boolean => /^[A-Z]{3}$/.test(text);

interface Properties {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  /** Called with a whole code, or with an empty text. */
  readonly onChange: (code: string) => void;
}

/** Three letters of a currency, which tells nobody of one or two of them. */
export function CurrencyField({ label, placeholder, value, onChange }: Properties) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={text}
      maxLength={3}
      autoCapitalize="characters"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        const next = event.currentTarget.value.toUpperCase();
        setText(next);
        if (next === "" || isCurrencyCode(next)) onChange(next);
      }}
      error={
        text === "" || isCurrencyCode(text) || text.length < 3
          ? undefined
          : "Three letters, such as EUR"
      }
    />
  );
}
