import { pathTo } from "../../fault/fault.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

/** Documents that the model leans on and that are known not to be there. */
export const missingDocuments: ModelRule = {
  name: "missing-documents",
  severity: "warning",
  needsSound: "itself",
  find: (model) =>
    entriesOf(model.references).flatMap(([id, { missing, title, at }]) =>
      missing === true
        ? [
            {
              code: "missing-document",
              path: pathTo("/references", id),
              message: `"${title}" is referred to but is not there`,
              ...(at === undefined ? {} : { value: at }),
            },
          ]
        : [],
    ),
};
