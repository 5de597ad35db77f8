import type { Fault } from "../fault/fault.ts";
import type { Model } from "./model.ts";

/**
 * Something that the parts of a model must be to each other, beyond what each looks like by itself.
 * A new rule is one file under `rules/` that exports this, and one line in `rules/registry.ts`.
 */
export interface ModelRule {
  readonly name: string;
  /** A fault stops the model from being used; a warning is printed, and stops it only where the user is strict. */
  readonly severity: "fault" | "warning";
  /**
   * How much must be sound around a finding for it to count, where the model has faults of shape: `itself`, when it only
   * looks at the value it complains of; `contents`, when a fault inside that value could be what makes it complain;
   * `surroundings`, when a faulty neighbour could as well.
   */
  readonly needsSound: "itself" | "contents" | "surroundings";
  readonly find: (model: Model) => readonly Fault[];
}

/** The nouns of a section that may be left out. */
export const entriesOf = <T>(section: Readonly<Record<string, T>> | undefined): [string, T][] =>
  Object.entries(section ?? {});

/** The noun of this id, if the section declares it itself. */
export const declared = <T>(
  section: Readonly<Record<string, T>> | undefined,
  id: string,
): T | undefined => (section !== undefined && Object.hasOwn(section, id) ? section[id] : undefined);
