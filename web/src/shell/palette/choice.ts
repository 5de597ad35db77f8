import type { LinkProps } from "@tanstack/react-router";
import type { Found } from "../../api/search.ts";

/** What somebody can choose in the command palette. */
export interface Choice {
  readonly id: string;
  /** The heading that it stands under. */
  readonly group: string;
  readonly title: string;
  readonly detail?: string;
  /** Other words that it is looked for by. */
  readonly words?: string;
  /** Where it leads, or what it does. */
  readonly does: { readonly link: LinkProps } | { readonly act: () => void };
}

/**
 * Whether a choice is meant: each word of what is typed begins a word of its title, or of its other words. An empty text means
 * all of them.
 */
export function isMeant(
  { title, words = "" }: Pick<Choice, "title" | "words">,
  typed: string,
): boolean {
  const known = `${title} ${words}`.toLowerCase().split(/[\s,]+/);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
    .every((word) => known.some((one) => one.startsWith(word)));
}

const groups: Readonly<Record<Found["kind"], string>> = {
  customer: "Customers",
  invoice: "Invoices and credit notes",
  subscription: "Subscriptions",
  contract: "Contracts",
  plan: "Plans",
  meter: "Meters",
  addon: "Add-ons",
  feature: "Features",
  offer: "Offers",
  licence: "Licences",
  stream: "Streams",
  segment: "Segments",
  api: "APIs",
};

/** What was found, as a choice that leads to it. */
export const foundChoice = (found: Found): Choice => ({
  id: `${found.kind} ${found.id}`,
  group: groups[found.kind],
  title: found.title,
  ...(found.detail === found.title ? {} : { detail: found.detail }),
  does: { link: placeOf(found) },
});

function placeOf({ kind, id }: Found): LinkProps {
  switch (kind) {
    case "customer":
      return { to: "/customers/$customerId", params: { customerId: id } };
    case "invoice":
      return { to: "/invoices/$invoiceId", params: { invoiceId: id } };
    case "subscription":
      return { to: "/subscriptions/$subscriptionId", params: { subscriptionId: id } };
    case "contract":
      return { to: "/contracts/$contractId", params: { contractId: id } };
    case "meter":
      return { to: "/usage", search: { meter: id } };
    case "segment":
      return { to: "/customers", search: { segment: id } };
    case "stream":
      return { to: "/" };
    case "api":
      return { to: "/apis" };
    case "plan":
    case "addon":
    case "feature":
    case "offer":
    case "licence":
      return { to: "/plans" };
  }
}
