import type { UnitNouns } from "../../../formula/unit-text.ts";
import type { ClaimStatement } from "../../../model/figures/claim-statements.ts";
import type { Model } from "../../../model/model.ts";
import type { AuditFinding } from "../audit-claims.ts";
import type { Evaluated } from "../evaluate-claims.ts";
import type { Interval } from "./told-interval.ts";

/** Something in a plan that does not hold together, whatever its single figures say. */
export interface StructureFinding {
  /** The check that found it. */
  readonly check: string;
  /** JSON pointers to what is at odds. */
  readonly paths: readonly string[];
  /** Sections of the source document, where they are known. */
  readonly sections: readonly string[];
  /** One plain sentence. */
  readonly explanation: string;
}

/** What checks look at. */
export interface AuditedPlan {
  readonly model: Model;
  /** Nouns that its figures are counted in. */
  readonly nouns: UnitNouns;
  readonly statements: readonly ClaimStatement[];
  /** What the audit says of a claim, by its name. */
  readonly findingOf: (name: string) => AuditFinding | undefined;
  /** What a figure of the plan comes to, in its unit; undefined where it differs by month or comes to no number. */
  readonly figureOf: (name: string) => Pick<Interval, "low" | "high" | "unit"> | undefined;
  /** What a claim would come to by another formula; undefined where that is none. */
  readonly otherwise: (statement: ClaimStatement, formula: string) => Evaluated | undefined;
}

/** A test of a plan's structure. A new one is one file that exports this and one line in the registry. */
export interface StructureCheck {
  readonly name: string;
  readonly find: (plan: AuditedPlan) => readonly StructureFinding[];
}

/** The formula of a statement, with its column; undefined where nothing tells how it comes about. */
export const formulaOf = ({ entry }: ClaimStatement): string | undefined =>
  entry?.source.kind === "formula" ? entry.source.text : undefined;
