import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";

interface Properties {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

const typingPauseMs = 250;

/** A search box that asks after a short pause in typing, or at once on Enter. */
export function SearchField({ label, placeholder, value, onSearch }: Properties) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const searchSoon = useDebouncedCallback((next: string) => onSearch(next.trim()), typingPauseMs);
  const change = (next: string) => {
    setText(next);
    searchSoon(next);
  };
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") onSearch(text.trim());
      }}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      rightSection={
        text === "" ? null : (
          <CloseButton size="sm" aria-label="Clear the search" onClick={() => change("")} />
        )
      }
    />
  );
}
