import type {
  Api,
  ApiEvent,
  ApiRoute,
  BodyField,
  CallFigure,
  CallMeasure,
  HealthCheck,
  PathSegment,
} from "../api.ts";
import { either, list, literal, named, type Shape, text, whole } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { byId, byName, date, id, patterned, propertyName } from "../shape-values.ts";
import { filterValue } from "./meter-shape.ts";
import { noted } from "./noted-fields.ts";
import { featureGrants } from "./plan-shape.ts";

const path = patterned(
  /^\/[A-Za-z0-9._~!$&'()+,;=:@%-]+(?:\/[A-Za-z0-9._~!$&'()+,;=:@%-]+)*$|^\/$/,
  "/",
  {
    code: "invalid-api-path",
    message: "a path begins with a slash and does not end with one",
    suggestion: 'write "/inference/v1"',
  },
);

const routePath = patterned(
  /^(?:\/(?:[A-Za-z0-9._~!$&'()+,;=:@%-]+|\{[A-Za-z][A-Za-z0-9_-]*\}))*(?:\/\*)?$/,
  "",
  {
    code: "invalid-api-path",
    message:
      "a route's path has segments, names of segments in braces, and at most one * as the last",
    suggestion: 'write "/models/{model}/chat"',
  },
);

const url = patterned(/^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/, "http://localhost", {
  code: "invalid-api-url",
  message: "this is an http or https URL without a query",
  suggestion: 'write "http://localhost:8080"',
});

const pointer = patterned(/^(?:\/(?:[^~/]|~[01])*)+$/, "/usage", {
  code: "invalid-pointer",
  message: "a field of a body is a JSON pointer",
  suggestion: 'write "/usage/total_tokens"',
});

const figure: Shape<CallFigure> = literal(
  "calls",
  "request-bytes",
  "response-bytes",
  "milliseconds",
  "status",
  "method",
  "api",
  "route",
);

const measure: Shape<CallMeasure> = named("CallMeasure", () =>
  either<CallFigure, PathSegment | BodyField>(
    figure,
    either<PathSegment, BodyField>(
      object<PathSegment>({ segment: propertyName, default: optional(filterValue) }),
      object<BodyField>({
        of: literal("request", "response"),
        field: pointer,
        default: optional(filterValue),
      }),
      (value) => typeof value === "object" && value !== null && "segment" in value,
    ),
    (value) => typeof value !== "object",
  ),
);

const event: Shape<ApiEvent> = named("ApiEvent", () =>
  object<ApiEvent>({
    event: text,
    of: optional(literal("answered", "all")),
    data: optional(byName(measure)),
  }),
);

const terms = {
  plans: optional(list(id, 1)),
  features: optional(featureGrants),
  events: optional(list(event)),
};

const route: Shape<ApiRoute> = named("ApiRoute", () =>
  object<ApiRoute>({
    ...terms,
    method: optional(literal("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")),
    path: routePath,
  }),
);

const health: Shape<string | HealthCheck> = either(
  path,
  named("HealthCheck", () =>
    object<HealthCheck>({
      path,
      everySeconds: optional(whole(1, 3_600)),
      withinSeconds: optional(whole(1, 600)),
      downAfter: optional(whole(1, 100)),
      upAfter: optional(whole(1, 100)),
    }),
  ),
  (value) => typeof value !== "object",
);

/** An interface that customers call. */
export const api: Shape<Api> = named("Api", () =>
  object<Api>({
    ...noted,
    ...terms,
    name: text,
    version: text,
    path,
    upstream: optional(url),
    routes: optional(byId(route)),
    health: optional(health),
    sla: optional(id),
    deprecated: optional(date),
    sunset: optional(date),
    successor: optional(id),
    documentation: optional(url),
  }),
);
