import type { Fault, Result } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { StatementLine } from "../../receivable/matching/statement-line.ts";
import type { CsvLayout } from "./csv-layout.ts";

/** What a reader is told about a file. */
export interface StatementOptions {
  /** How a CSV file is laid out, where its headers do not say it. */
  readonly csv?: CsvLayout;
  /** Our account, for files that do not name it. */
  readonly account?: string;
  /** The account's currency, for files that do not name it. */
  readonly currency?: CurrencyCode;
}

/**
 * What a file of statements says. `faults` are about single lines, which are left out, and about sums that do not add up;
 * their paths lead into the file. The lines that could be read are good on their own.
 */
export interface ReadStatement {
  readonly lines: readonly StatementLine[];
  readonly faults: readonly Fault[];
}

/** One format of statements. */
export interface StatementReader {
  readonly name: string;
  /** Whether a text looks like this format. */
  readonly recognises: (text: string) => boolean;
  /** Reads a text; refuses what is not this format at all. */
  readonly read: (text: string, options: StatementOptions) => Result<ReadStatement>;
}
