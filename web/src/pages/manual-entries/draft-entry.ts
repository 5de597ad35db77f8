import type { ToldPosting } from "../../api/manual-entries.ts";
import { isZero, sumDecimals } from "../../format/decimal-text.ts";
import { isAmount } from "../../parts/amount-text.ts";

/** A line of an entry while it is written: one of the two amounts is filled in. */
export interface DraftLine {
  readonly key: number;
  readonly account: string;
  readonly debit: string;
  readonly credit: string;
}

/** A line of which nothing is filled in. */
export const emptyLine = (key: number): DraftLine => ({ key, account: "", debit: "", credit: "" });

const amounts = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => text.trim()).filter(isAmount);

/** What both sides come to, and debits less credits. */
export function totalsOf(lines: readonly DraftLine[]) {
  const debits = sumDecimals(amounts(lines.map(({ debit }) => debit)));
  const credits = sumDecimals(amounts(lines.map(({ credit }) => credit)));
  const difference = sumDecimals([debits, isZero(credits) ? "0" : `-${credits}`]);
  return { debits, credits, difference };
}

/** Whether a line says an account and one amount. */
export const isWhole = ({ account, debit, credit }: DraftLine): boolean =>
  account.trim() !== "" &&
  (credit.trim() === "" ? isAmount(debit) : debit.trim() === "" && isAmount(credit));

/** Whether an entry may be sent: two lines or more, each whole, and the sides equal. */
export const isBalanced = (lines: readonly DraftLine[]): boolean =>
  lines.length >= 2 && lines.every(isWhole) && isZero(totalsOf(lines).difference);

/** The lines as they are sent. */
export const postingsOf = (lines: readonly DraftLine[], currency: string): readonly ToldPosting[] =>
  lines.map(({ account, debit, credit }) =>
    debit.trim() === ""
      ? { account: account.trim(), credit: `${credit.trim()} ${currency}` }
      : { account: account.trim(), debit: `${debit.trim()} ${currency}` },
  );
