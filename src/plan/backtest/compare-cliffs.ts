import type { Model } from "../../model/model.ts";
import { feeCliffsOf } from "../audit/structure/fee-cliffs.ts";
import type { StructureFinding } from "../audit/structure/structure-check.ts";

/** A price or discount by which more costs less, under either model. */
export interface ComparedCliff extends Pick<StructureFinding, "paths" | "explanation"> {
  /** Whether the new model brings it, has it no more, has it at another price, or as it was. */
  readonly status: "new" | "gone" | "changed" | "as-before";
  /** What it was, where it is `changed`. */
  readonly before?: string;
}

/** The cliffs of both models by where they stand: what changes first, in the order of the new model; then what is gone; then what stays. */
export function compareCliffs(old: Model, after: Model): readonly ComparedCliff[] {
  const was = new Map(feeCliffsOf(old).map((one) => [placeOf(one), one]));
  const is = feeCliffsOf(after);
  const places = new Set(is.map(placeOf));
  const compared = is.map((one): ComparedCliff => {
    const { paths, explanation } = one;
    const before = was.get(placeOf(one))?.explanation;
    if (before === undefined) return { status: "new", paths, explanation };
    return before === explanation
      ? { status: "as-before", paths, explanation }
      : { status: "changed", paths, explanation, before };
  });
  const gone = [...was]
    .filter(([place]) => !places.has(place))
    .map(([, { paths, explanation }]): ComparedCliff => ({ status: "gone", paths, explanation }));
  const same = compared.filter(({ status }) => status === "as-before");
  return [...compared.filter(({ status }) => status !== "as-before"), ...gone, ...same];
}

const placeOf = ({ paths }: StructureFinding): string => paths.join(" ");
