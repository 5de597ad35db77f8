import type { PageTab } from "../../parts/page-tabs.tsx";

/** The pages about money that comes and goes. */
export const paymentTabs: readonly PageTab[] = [
  { to: "/payments", label: "Payments" },
  { to: "/payments/disputes", label: "Disputes" },
  { to: "/payments/payouts", label: "Payouts" },
];
