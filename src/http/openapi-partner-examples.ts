import type { PartnerPayoutFact, PartnerShareFact } from "../ledger/manual/partner-fact.ts";
import type { EntryAnswer } from "../services/ledger/ledger-answers.ts";
import { enteredEntry } from "./openapi-ledger-examples.ts";

/** A month's sales of a seller's plugins, its entry, and what is paid of it. */
export const partnerShare: Omit<PartnerShareFact, "fact"> = {
  id: "plugins-2026-01",
  share: "plugins",
  date: "2026-01-31",
  base: "1000.00 USD",
  by: "Dana Field",
};

const posting = { currency: "USD", invoice: null, line: null } as const;

export const bookedShare: EntryAnswer = {
  ...enteredEntry,
  id: "partner-share/plugins-2026-01",
  document: { kind: "partner-share", number: "plugins-2026-01" },
  description: "Plugins, 70% of 1000.00 USD (plugin sales; Dana Field)",
  postings: [
    { account: "income:revenue:platform", amount: "700.00", ...posting },
    { account: "liabilities:partner:seller", amount: "-700.00", ...posting },
  ],
};

export const partnerPayout: Omit<PartnerPayoutFact, "fact"> = {
  id: "seller-2026-02",
  partner: "seller",
  date: "2026-02-05",
  amount: "700.00 USD",
  by: "Dana Field",
};

export const bookedPayout: EntryAnswer = {
  ...bookedShare,
  id: "partner-payout/seller-2026-02",
  position: 4,
  date: "2026-02-05T00:00:00Z",
  document: { kind: "partner-payout", number: "seller-2026-02" },
  description: "Payout seller-2026-02 to seller",
  postings: [
    { account: "liabilities:partner:seller", amount: "700.00", ...posting },
    { account: "assets:cash", amount: "-700.00", ...posting },
  ],
};
