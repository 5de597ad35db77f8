import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useSignOut } from "../use-sign-out.ts";
import type { Choice } from "./choice.ts";

/** What is begun with a button of another page. */
const elsewhere = [
  {
    title: "Change what is sold",
    words: "edit publish model price",
    to: "/model",
    action: "models.publish",
  },
  {
    title: "Lock the plan",
    words: "budget",
    to: "/plan/actual",
    action: "plan.lock",
  },
  {
    title: "Close a month",
    words: "books end",
    to: "/closes",
    action: "ledger.close",
  },
  {
    title: "Import a bank statement",
    words: "payments camt csv",
    to: "/payments",
    action: "payments.record",
  },
  {
    title: "Record a payout",
    words: "provider transfer",
    to: "/payments/payouts",
    action: "payments.record",
  },
  {
    title: "Write an entry by hand",
    words: "journal posting accrual",
    to: "/ledger/by-hand",
    action: "ledger.post",
  },
  {
    title: "Add an exchange rate",
    words: "currency",
    to: "/currencies/rates",
    action: "exchange-rates.write",
  },
  {
    title: "Add a webhook endpoint",
    words: "new events url",
    to: "/webhooks",
    action: "webhooks.manage",
  },
  {
    title: "Make a role",
    words: "new custom rights",
    to: "/roles",
    action: "roles.manage",
  },
] as const;

/** What can be done from anywhere, and the action that it takes. */
export function useActs(
  showShortcuts: () => void,
): readonly (Choice & { readonly action?: string })[] {
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
    ...elsewhere.map(({ title, words, to, action }) => ({
      id: `act ${to}`,
      group,
      title,
      words,
      does: { link: { to } },
      action,
    })),
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
