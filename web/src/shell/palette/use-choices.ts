import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { searchQuery } from "../../api/search.ts";
import { useMay } from "../../parts/use-caller.ts";
import { type Destination, destinationGroups } from "../destinations.ts";
import { type Choice, foundChoice, isMeant } from "./choice.ts";
import { useActs } from "./use-acts.ts";

const typingPauseMs = 120;

/** What fits a typed text: pages, things to do, and what the server finds of that name. */
export function useChoices(typed: string, showShortcuts: () => void) {
  const [settled] = useDebouncedValue(typed.trim(), typingPauseMs);
  const found = useQuery(searchQuery(settled));
  const may = useMay();
  const acts = useActs(showShortcuts);
  const pages = destinationGroups.flatMap(({ label: group, items }) =>
    items
      .filter(({ action }) => may(action))
      .flatMap((page) => [
        pageChoice(page, group),
        ...(page.within ?? []).map((tab) => pageChoice(tab, page.label)),
      ]),
  );
  const allowed = acts.filter(({ action }) => action === undefined || may(action));
  const results = settled === "" ? [] : (found.data?.items ?? []).map(foundChoice);
  return {
    choices: [...meant(pages, typed), ...meant(allowed, typed), ...results],
    isLooking: typed.trim() !== settled || found.isFetching,
    error: found.error,
  };
}

/** The choices that are meant, those first whose own title says so. */
function meant(choices: readonly Choice[], typed: string): readonly Choice[] {
  const own = choices.filter(({ title }) => isMeant({ title }, typed));
  const others = choices.filter((choice) => isMeant(choice, typed) && !own.includes(choice));
  return [...own, ...others];
}

/** A page to go to, found by what it belongs to as well. */
const pageChoice = (
  { to, label, words = "" }: Pick<Destination, "to" | "label" | "words">,
  detail: string,
): Choice => ({
  id: to,
  group: "Go to",
  title: label,
  detail,
  words: `${words} ${detail}`,
  does: { link: { to } },
});
