import type { PageTab } from "../../parts/page-tabs.tsx";

/** The pages of the ledger. */
export const ledgerTabs: readonly PageTab[] = [
  { to: "/ledger", label: "Trial balance" },
  { to: "/ledger/entries", label: "Journal" },
  { to: "/ledger/by-hand", label: "Entries by hand" },
];
