import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { customersQuery } from "../api/customers.ts";
import { clearButton } from "./clear-button.ts";

interface Properties {
  readonly chosen: string | undefined;
  /** With undefined for every customer. */
  readonly onChoose: (customer: string | undefined) => void;
}

/** Narrows a page to one customer, who is found by name or id. */
export function CustomerFilter({ chosen, onChoose }: Properties) {
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, 250);
  const choices = useCustomerChoices(settled, chosen);
  const isChosenName = choices.some(({ value, label }) => value === chosen && label === settled);
  return (
    <Select
      label="Customer"
      placeholder="Every customer"
      searchable
      clearable
      clearButtonProps={clearButton("Show every customer")}
      data={[...choices]}
      value={chosen ?? null}
      onChange={(customer) => onChoose(customer ?? undefined)}
      onSearchChange={setTyped}
      // The server has already found what the text matches; after a choice the text is that choice's name.
      filter={({ options }) => options}
      nothingFoundMessage={isChosenName ? null : "No customer found"}
      limit={50}
    />
  );
}

/** A customer to choose: its id, and its name as the label. */
interface CustomerChoice {
  readonly value: string;
  readonly label: string;
}

/** The customers that a typed text finds, with the chosen one always among them: under its name, or its id where nobody has it. */
function useCustomerChoices(typed: string, chosen: string | undefined): readonly CustomerChoice[] {
  const found = useInfiniteQuery(customersQuery({ q: typed }));
  const kept = useInfiniteQuery({
    ...customersQuery({ q: chosen }),
    enabled: chosen !== undefined,
  });
  const names = new Map<string, string>();
  if (chosen !== undefined) {
    const own = kept.data?.pages[0]?.items.find(({ id }) => id === chosen);
    names.set(chosen, own?.name ?? chosen);
  }
  for (const { id, name } of found.data?.pages[0]?.items ?? []) names.set(id, name);
  return [...names].map(([value, label]) => ({ value, label }));
}
