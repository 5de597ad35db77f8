import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { searchQuery } from "../../api/search.ts";
import { useMay } from "../../parts/use-caller.ts";
import { destinationGroups } from "../destinations.ts";
import { useSignOut } from "../use-sign-out.ts";
import { type Choice, foundChoice, isMeant } from "./choice.ts";

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
      .map(
        ({ to, label, words }): Choice => ({
          id: to,
          group: "Go to",
          title: label,
          detail: group,
          ...(words === undefined ? {} : { words: `${words} ${group}` }),
          does: { link: { to } },
        }),
      ),
  );
  const here = [...pages, ...acts.filter(({ action }) => action === undefined || may(action))];
  const results = settled === "" ? [] : (found.data?.items ?? []).map(foundChoice);
  return {
    choices: [...here.filter((choice) => isMeant(choice, typed)), ...results],
    isLooking: typed.trim() !== settled || found.isFetching,
    error: found.error,
  };
}

function useActs(showShortcuts: () => void): readonly (Choice & { readonly action?: string })[] {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const other = scheme === "light" ? "dark" : "light";
  const { leave } = useSignOut();
  const group = "Do";
  return [
    {
      id: "invite",
      group,
      title: "Invite somebody",
      words: "new member person",
      does: { link: { to: "/members", search: { open: "new" } } },
      action: "members.manage",
    },
    {
      id: "new-key",
      group,
      title: "Make an API key",
      words: "new create token",
      does: { link: { to: "/api-keys", search: { open: "new" } } },
      action: "keys.manage",
    },
    {
      id: "new-sandbox",
      group,
      title: "Make a sandbox",
      words: "new create environment test",
      does: { link: { to: "/environments", search: { open: "new" } } },
      action: "environments.manage",
    },
    {
      id: "scheme",
      group,
      title: `Use ${other} colours`,
      words: "theme mode switch",
      does: { act: () => setColorScheme(other) },
    },
    {
      id: "shortcuts",
      group,
      title: "Show keyboard shortcuts",
      words: "keys help",
      does: { act: showShortcuts },
    },
    {
      id: "print",
      group,
      title: "Print this page",
      does: { act: () => window.print() },
    },
    {
      id: "sign-out",
      group,
      title: "Sign out",
      words: "leave log",
      does: { act: leave },
    },
  ];
}
