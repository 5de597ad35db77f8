import { type Shape, text, whole } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { count, instantText, nullable } from "./report-shapes.ts";
import type { LoggedRequestView } from "./request-log.ts";

/** A request as it is listed. */
export const loggedRequestShape: Shape<LoggedRequestView> = object<LoggedRequestView>({
  id: text,
  at: instantText,
  method: text,
  path: text,
  actor: text,
  status: whole(100, 599),
  code: nullable(text),
  durationMs: count,
  times: whole(1, Number.MAX_SAFE_INTEGER),
});
