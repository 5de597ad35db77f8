import { type Fault, pathTo } from "../../fault/fault.ts";
import type { Claim } from "../claim.ts";
import type { Figure } from "../figure.ts";
import { isOneValue, valuesOf } from "../figures/plan-figures.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

const withoutParts = (path: string): readonly Fault[] => [
  {
    code: "whole-without-parts",
    path: pathTo(path, "whole"),
    message: "only the columns of a table are parts of a whole, two or more of them",
    value: true,
    suggestion: "leave it out, or give a share for each part",
  },
];

/** What says that its parts make 100% has parts. */
export const declaredWholes: ModelRule = {
  name: "declared-wholes",
  severity: "fault",
  needsSound: "contents",
  find: ({ figures, claims }) => [
    ...entriesOf<Figure>(figures).flatMap(([id, figure]) =>
      figure.whole === true && valuesOf(figure).length < 2
        ? withoutParts(pathTo("/figures", id))
        : [],
    ),
    ...entriesOf<Claim>(claims).flatMap(([id, { whole, states }]) =>
      whole === true && (isOneValue(states) || Object.keys(states).length < 2)
        ? withoutParts(pathTo("/claims", id))
        : [],
    ),
  ],
};
