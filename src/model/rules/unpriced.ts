import { type Fault, pathTo } from "../../fault/fault.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

const fault = (path: string, what: string): Fault => ({
  code: "unpriced",
  path,
  message: `this ${what} is sold but has no price: it can be planned with, not billed`,
  suggestion: "write its price, or sold: false",
});

/**
 * What is sold once may be unpriced in places: a licence is paid by a share that no field says, a project by an offer of
 * its own. It is named, so that nobody expects an invoice.
 */
export const unpriced: ModelRule = {
  name: "unpriced",
  severity: "warning",
  needsSound: "contents",
  find: (model) => [
    ...entriesOf(model.offers).flatMap(([id, { price, markup, sold }]) =>
      price === undefined && markup === undefined && sold !== false
        ? [fault(pathTo("/offers", id), "offer")]
        : [],
    ),
    ...entriesOf(model.licences).flatMap(([id, { fee, royalty, sold }]) =>
      fee === undefined && royalty === undefined && sold !== false
        ? [fault(pathTo("/licences", id), "licence")]
        : [],
    ),
    ...entriesOf(model.bundles).flatMap(([id, { price }]) =>
      price === undefined ? [fault(pathTo("/bundles", id), "bundle")] : [],
    ),
  ],
};
