import type { Contract, ContractDate, ContractStatus, ContractTerm } from "../api/contracts.ts";
import { formatDay, formatPeriod, shiftDay } from "../format/format-date.ts";
import { formatPrice } from "../format/format-money.ts";
import { formatCount } from "../format/format-quantity.ts";
import type { Fact } from "./facts.tsx";

/** How a contract stands, in words. */
export const statusWords: Readonly<Record<ContractStatus, string>> = {
  scheduled: "Signed, not begun",
  running: "Running",
  ended: "Ended",
};

/** The ways in which a contract may stand, to choose from. */
export const statusChoices = (["scheduled", "running", "ended"] as const).map((value) => ({
  value,
  label: statusWords[value],
}));

/** How a term was agreed on, in words. */
export const termWords: Readonly<Record<ContractTerm["by"], string>> = {
  signature: "Signed",
  renewal: "Agreed renewal",
  automatic: "Renewed by itself",
};

/** What comes of a contract, in words. */
export const dateWords: Readonly<Record<ContractDate["kind"], string>> = {
  "contract-start": "Contract begins",
  "notice-deadline": "Last day for notice",
  "contract-renews": "Contract goes on by itself",
  "contract-end": "Contract ends",
  escalation: "Prices rise",
  "commitment-end": "Period of the commitment ends",
};

const shortfalls = {
  "true-up": "what is missing is billed",
  carry: "what is missing is carried over",
  waive: "what is missing is let go",
} as const;

/** A commitment in words: how much in which period, and what becomes of the rest. */
const commitmentWords = ({ commitment }: Contract): string | null =>
  commitment === null
    ? null
    : `${formatPrice(commitment.amount)} ${commitment.per}; ${shortfalls[commitment.shortfall]}`;

/** The named facts of a contract. */
export function contractFacts(contract: Contract): readonly Fact[] {
  const { status, start, end, renewsOn, noticeBy, endsOn, netDays } = contract;
  return [
    { name: "Standing", value: statusWords[status] },
    { name: "Term", value: formatPeriod(start, end) },
    { name: "Renews by itself", value: renewsOn === null ? null : formatDay(renewsOn) },
    { name: "Notice until", value: noticeBy === null ? null : formatDay(noticeBy) },
    { name: "Last day", value: endsOn === null ? null : formatDay(shiftDay(endsOn, -1)) },
    { name: "To pay within", value: netDays === null ? null : formatCount(netDays, "day") },
    { name: "Commitment", value: commitmentWords(contract) },
  ];
}
