import { pathTo } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Reference } from "../../model/reference.ts";

/** A document that the model's document leans on and that is not there, so that nothing in it could be looked at. */
export interface UnresolvedReference {
  /** The reference's own. */
  readonly id: string;
  /** JSON pointer to it. */
  readonly path: string;
  readonly title: string;
  /** Where it was to be; null where that is not said. */
  readonly at: string | null;
  readonly rows: readonly string[];
}

/** Every such document of a model, in the order in which the model names them. */
export const unresolvedReferences = ({
  references,
}: Pick<Model, "references">): readonly UnresolvedReference[] =>
  entriesOf<Reference>(references).flatMap(([id, { title, at, missing, rows }]) =>
    missing === true
      ? [
          {
            id,
            path: pathTo("/references", id),
            title,
            at: at ?? null,
            rows: rows ?? [],
          },
        ]
      : [],
  );

/** What reports put above them. */
export const unresolvedTitle = "Documents that are referred to and not there";

/** `2 documents that it refers to are not there`; empty where all are. */
export const unresolvedSummary = (unresolved: readonly UnresolvedReference[]): string =>
  unresolved.length === 0
    ? ""
    : unresolved.length === 1
      ? "1 document that it refers to is not there"
      : `${unresolved.length} documents that it refers to are not there`;
