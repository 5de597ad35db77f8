import { list, text } from "../shape.ts";
import { optional } from "../shape-object.ts";

/** The fields of {@link import("../vocabulary.ts").Noted}, for every noun that has them. */
export const noted = { description: optional(text), rows: optional(list(text)) };
