import { formatInstant } from "../time/instant.ts";
import { accountIn } from "./chart.ts";
import type { JournalEntry } from "./entry.ts";
import { chart } from "./ledger.fixture.ts";
import { sides } from "./posting.ts";
import { ageingBuckets, type ReceivableAgeing } from "./receivable-ageing.ts";
import type { TrialBalance } from "./trial-balance.ts";

const day = (instant: number): string => formatInstant(instant).slice(0, 10);
const columns = (debit: string, credit: string): string => debit.padStart(12) + credit.padStart(12);

/** An entry as a bookkeeper writes it: accounts, debits on the left, credits on the right. */
export function entryPage(entry: JournalEntry): string {
  const { id, date, customer, dueAt, description, postings } = entry;
  const facts = [id, customer, dueAt === undefined ? undefined : `due ${day(dueAt)}`];
  return [
    `${day(date)}  ${description} [${facts.filter((fact) => fact !== undefined).join(", ")}]`,
    ...postings.map((posting) => {
      const { code, title } = accountIn(chart, posting.account);
      const { debit, credit } = sides(posting);
      const refers = [posting.invoice, posting.line].filter((one) => one !== undefined).join(", ");
      const amounts = `${columns(debit, credit)} ${posting.currency}`;
      const account = `  ${code.padEnd(22)}${title}`;
      return `${account.padEnd(72)}${amounts}${refers === "" ? "" : `  ${refers}`}`;
    }),
    "",
  ].join("\n");
}

/** A trial balance as a page. */
export const trialBalancePage = ({ rows, totals }: TrialBalance): string =>
  [
    "TRIAL BALANCE",
    ...rows.map(({ account, currency, balance }) => {
      const { code, title } = accountIn(chart, account);
      const { debit, credit } = sides({ amount: balance });
      return `${`  ${code.padEnd(22)}${title}`.padEnd(72)}${columns(debit, credit)} ${currency}`;
    }),
    ...totals.map(
      ({ currency, debitBalances, creditBalances }) =>
        `${"  Total".padEnd(72)}${columns(debitBalances, creditBalances)} ${currency}`,
    ),
    "",
  ].join("\n");

/** An ageing as a page. */
export const ageingPage = ({ customers, totals }: ReceivableAgeing, title: string): string =>
  [
    title,
    `  ${"".padEnd(14)}${[...ageingBuckets, "total"].map((name) => name.padStart(11)).join("")}`,
    ...[...customers, ...totals.map((one) => ({ customer: "Total", ...one }))].map(
      ({ customer, currency, amounts }) =>
        `  ${`${customer} ${currency}`.padEnd(14)}${[...ageingBuckets, "total" as const]
          .map((name) => amounts[name].padStart(11))
          .join("")}`,
    ),
    "",
  ].join("\n");
