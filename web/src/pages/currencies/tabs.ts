import type { PageTab } from "../../parts/page-tabs.tsx";

/** The pages about other currencies. */
export const currencyTabs: readonly PageTab[] = [
  { to: "/currencies", label: "Positions" },
  { to: "/currencies/payments", label: "Exchanged payments" },
  { to: "/currencies/rates", label: "Rates" },
];
