import { Select } from "@mantine/core";
import { clearButton } from "./clear-button.ts";

interface Properties<Value extends string> {
  readonly label: string;
  /** What all of them are called: `Every plan`. */
  readonly every: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: string | undefined;
  /** With undefined for all of them. */
  readonly onChoose: (value: Value | undefined) => void;
  /** What stands where none is found: of so many choices that one types to find one. */
  readonly nothingFound?: string;
}

/** A filter of a list: one of some choices, or all of them. */
export function AnySelect<Value extends string>(properties: Properties<Value>) {
  const { label, every, choices, chosen, onChoose, nothingFound } = properties;
  const found = (value: string | null | undefined) =>
    choices.find((choice) => choice.value === value)?.value;
  return (
    <Select
      label={label}
      placeholder={every}
      clearable
      clearButtonProps={clearButton(`Show ${every.toLowerCase()}`)}
      data={[...choices]}
      value={found(chosen) ?? null}
      onChange={(value) => onChoose(found(value))}
      {...(nothingFound === undefined
        ? {}
        : { searchable: true, nothingFoundMessage: nothingFound })}
    />
  );
}
