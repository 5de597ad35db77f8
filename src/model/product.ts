import type { Noted, Vocabulary } from "./vocabulary.ts";

/** An item of the catalogue: what is made, apart from how it is sold. */
export interface Product<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  /** The family it belongs to, in words: `distributed`, `trust`. */
  readonly family?: string;
  /** Its modules, by the names engineers use: `usage_tracker`. */
  readonly modules?: readonly string[];
  readonly meters?: readonly V["meter"][];
  /** An SPDX expression where the source is open: `GPL-2.0-only`. */
  readonly openSource?: string;
}
