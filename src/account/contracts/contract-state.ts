import type { Money } from "../../money/money.ts";
import type { Instant } from "../../time/instant.ts";
import type { ContractFact, TermChoices } from "./contract-fact.ts";
import type { RightState } from "./material-rights.ts";
import type { PriceCeiling } from "./price-ceiling.ts";
import type { RebateState } from "./rebate-state.ts";

/** One term of a contract. Days are local, half-open. Plain JSON. */
export interface ContractTerm {
  readonly start: string;
  readonly end: string;
  /** `id@version` whose template and prices hold in it. */
  readonly model: string;
  /** What a whole period of the commitment comes to; null where none was made. */
  readonly commitment: Money | null;
  /** What it fills in besides. */
  readonly choices: Omit<TermChoices, "months" | "commitment">;
  readonly months: number;
  /** How it came about. */
  readonly by: "signature" | "renewal" | "automatic";
  /** The notice that its renewal took back; absent where none was given. */
  readonly instead?: NoticeGiven;
}

/** What a period of a commitment came to when it was over. Minor-unit text. */
export interface SettledPeriod {
  /** The commitment of the period, with what was carried into it. */
  readonly committed: string;
  /** What was billed for the missing part. */
  readonly billed: string;
  /** What of the missing part the next period owes. */
  readonly carried: string;
}

/** A period of a commitment that something was spent in, or that is over. */
export interface CommitmentPeriod {
  /** Place of the term among the contract's, and of the period within it. */
  readonly term: number;
  readonly index: number;
  /** Net of discounts and without tax, minor-unit text. */
  readonly spent: string;
  /** Null while it is open. */
  readonly settled: SettledPeriod | null;
}

/** Notice that a term is the last. */
export interface NoticeGiven {
  readonly id: string;
  /** The local day on which it was told. */
  readonly day: string;
  readonly knownSince: Instant;
}

/** A signed contract: its terms so far, and how its commitment stands. Plain JSON. */
export interface ContractState {
  readonly fact: ContractFact;
  /** When it became known. UTC. */
  readonly knownSince: Instant;
  /** Oldest first, each beginning where the one before it ends; never empty. */
  readonly terms: readonly ContractTerm[];
  /** That the last term is not followed by another; null where none was given. */
  readonly notice: NoticeGiven | null;
  /** Ids of what was told of it since it was signed, oldest first. */
  readonly told: readonly string[];
  /** In the order of time. */
  readonly periods: readonly CommitmentPeriod[];
  /** Where the template has one, and something of it was bought or told. */
  readonly rebate?: RebateState;
  /** Options of the template that are a material right, once something was billed that pays for them. */
  readonly rights?: readonly RightState[];
  /** Values of the index that its prices move with, by day; absent before the first. */
  readonly indexValues?: readonly IndexValue[];
}

/** What an index stood at. */
export interface IndexValue {
  readonly day: string;
  readonly value: string;
  readonly knownSince: Instant;
}

/** What a purchase has of the contract that it is under: the prices of a template, in place of the list's. */
export interface UnderContract {
  readonly template: string;
  /** The place of the template's option that it was bought by, at the price of that; absent for none. */
  readonly option?: number;
  /** What its prices may not rise above since renewals; absent where no renewal capped them. */
  readonly ceilings?: readonly PriceCeiling[];
}
