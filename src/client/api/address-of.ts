import type { Argument, Asked, Path } from "./asked.ts";
import { placeOf, type Stated } from "./request.ts";

/** Where something can be read, for a link: the path with its parts put in, and its query. */
export const addressOf = <P extends Path<"GET">>(
  path: P,
  ...[asked]: Argument<Omit<Asked<"GET", P>, "signal">>
): string => placeOf(path, asked as Pick<Stated, "path" | "query"> | undefined);
