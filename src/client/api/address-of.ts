import type { Argument, Asked, Path } from "./asked.ts";
import { type Place, placeOf } from "./place-of.ts";

/** Where something can be read, for a link: the path with its parts put in, and its query. */
export const addressOf = <P extends Path<"GET">>(
  path: P,
  ...[asked]: Argument<Omit<Asked<"GET", P>, "signal">>
): string => placeOf(path, asked as Place | undefined);
