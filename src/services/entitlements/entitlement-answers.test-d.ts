import type * as told from "../../client/answers.ts";
import type { CustomerEntitlements } from "../../entitlement/told-entitlements.ts";
import type * as answered from "./entitlement-answers.ts";

/** What the SDK says that a server answers is what a server answers. */
type Same<Told, Answered extends Told> = Answered;

export type Answers = readonly [
  Same<told.Entitlements, CustomerEntitlements>,
  Same<told.Decision, answered.UseDecision>,
  Same<told.ReserveAnswer, answered.ReserveAnswer>,
  Same<told.TrackAnswer, answered.TrackAnswer>,
];
