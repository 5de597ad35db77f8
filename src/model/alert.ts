import type { Percent } from "../money/percent.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** A message sent once a period when use passes a share of what it is measured against. */
export interface Alert<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name?: string;
  readonly meter: V["meter"];
  readonly at: readonly Percent[];
  readonly of: "included" | "quota" | "commitment" | "reserved";
  /** Plans it watches. Default: all that use the meter. */
  readonly plans?: readonly V["plan"][];
  /** Who is told. Default `customer`. */
  readonly notify?: readonly ("customer" | "sales" | "support")[];
  /** The plan to propose in the message. */
  readonly suggest?: V["plan"];
}
