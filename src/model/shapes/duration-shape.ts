import { parseDuration } from "../../time/duration.ts";
import { type Shape, textThat } from "../shape.ts";
import { firstFault } from "../shape-values.ts";

/** A time of fixed length in ISO 8601: `PT1H`. */
export const duration: Shape<string> = textThat<string>({
  fault: (given) => firstFault(parseDuration(given)),
  standIn: "PT1H",
  schema: { format: "duration" },
});
