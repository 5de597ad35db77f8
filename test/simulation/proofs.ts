import { closedBooksFaults } from "./proofs/books.ts";
import { movementFaults } from "./proofs/movements.ts";
import { replayDifferences } from "./proofs/replay.ts";
import { usageFaults } from "./proofs/usage.ts";
import type { Lived } from "./story.ts";

/** Something that must hold of a whole life: what is wrong with it, in words. */
export interface Proof {
  readonly of: string;
  readonly find: (lived: Lived) => readonly string[];
  /** It is tried on one life of so many: some take longer than the life. */
  readonly oneOf: number;
}

/** Every proof, a line each. */
export const proofs: readonly Proof[] = [
  { of: "replay = live", find: replayDifferences, oneOf: 2 },
  { of: "recognised + deferred = billed", find: closedBooksFaults, oneOf: 4 },
  { of: "the movements of recurring revenue", find: movementFaults, oneOf: 2 },
  { of: "each event on one line", find: usageFaults, oneOf: 2 },
];
