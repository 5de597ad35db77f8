import { hash } from "node:crypto";
import type { Statement } from "./tenant.ts";

/**
 * A statement whose text is put together, under a name of its own, so that a connection plans it once and not each time. There are as
 * many as models have kinds of meters: names and values must be parameters of the text.
 */
export const namedStatement = (verb: string, text: string): Statement => ({
  name: `${verb}-${hash("md5", text)}`,
  text,
});
