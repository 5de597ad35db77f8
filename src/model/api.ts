import type { FeatureGrants } from "./feature.ts";
import type { FilterValue } from "./meter.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/**
 * What a call is measured by, of what the gateway sees itself: `calls` is always 1, bytes are those of the bodies as they were
 * sent (packed bodies are not unpacked), `milliseconds` is the time from the whole head of the request to the end of the response,
 * `status` the answer's number, `method` and `route` what was called.
 */
export type CallFigure =
  | "calls"
  | "request-bytes"
  | "response-bytes"
  | "milliseconds"
  | "status"
  | "method"
  | "api"
  | "route";

/** A field of a JSON body, as a JSON pointer; of a stream of server-sent events the last event that has it counts. */
export interface BodyField {
  readonly of: "request" | "response";
  readonly field: string;
  /** What counts where the body does not have it, or has a value that no meter takes. Default: the event goes without the property. */
  readonly default?: FilterValue;
}

/** What stands in the path of a call where its route has a name in braces. */
export interface PathSegment {
  readonly segment: string;
  /** What counts where no meter takes the value. Default: such calls are refused. */
  readonly default?: FilterValue;
}

/** Where the value of an event's property comes from: a figure of the call, a part of its path, or a field of a body. */
export type CallMeasure = CallFigure | PathSegment | BodyField;

/** One usage event of each call. */
export interface ApiEvent {
  /** The event's type, which a meter reads. */
  readonly event: string;
  /** Which calls make one: those answered below 400 (default), or all that the upstream answered. */
  readonly of?: "answered" | "all";
  /** Its properties. */
  readonly data?: Readonly<Record<string, CallMeasure>>;
}

/** What a call needs, and what it makes. */
interface CallTerms<V extends Vocabulary> {
  /** The plans whose customers may call. Default: any. */
  readonly plans?: readonly V["plan"][];
  /** The features that a caller has; of a level at least this one, of a limit at least so much. */
  readonly features?: FeatureGrants<V["features"]>;
  readonly events?: readonly ApiEvent[];
}

/** Calls of an API that have terms of their own, which stand in the place of the API's. */
export interface ApiRoute<V extends Vocabulary = Vocabulary> extends CallTerms<V> {
  /** Default: any. */
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
  /** Below the API's path: `/chat/completions`; `{name}` is any one segment, `*` at the end all that follow. */
  readonly path: string;
}

/** How an upstream is asked whether it is well. */
export interface HealthCheck {
  /** Asked for with GET, below the upstream's own path. An answer below 400 is well. */
  readonly path: string;
  /** Seconds between two checks. Default 10. */
  readonly everySeconds?: number;
  /** An answer that takes longer is none. Default 5. */
  readonly withinSeconds?: number;
  /** So many failures in a row, a check among them, and it is down. Default 3. */
  readonly downAfter?: number;
  /** So many good answers in a row, and it is up again. Default 2. */
  readonly upAfter?: number;
}

/** An interface that customers call through the gateway. */
export interface Api<V extends Vocabulary = Vocabulary> extends Noted, CallTerms<V> {
  readonly name: string;
  /** `v1`, `2026-01`. */
  readonly version: string;
  /** What its paths begin with: `/inference/v1`. The longest that fits a call counts. */
  readonly path: string;
  /** What answers: an http or https URL. Default: the gateway's own. */
  readonly upstream?: string;
  readonly routes?: Readonly<Record<Id, ApiRoute<V>>>;
  /** How the gateway sees whether the upstream is well; a path alone is asked by the defaults. Default: by calls alone. */
  readonly health?: string | HealthCheck;
  /** The promise that its uptime is held against. */
  readonly sla?: V["sla"];
  /** From this day on calls are answered with the header `Deprecation`. */
  readonly deprecated?: string;
  /** From this day on calls are refused. */
  readonly sunset?: string;
  /** The API to use in its place. */
  readonly successor?: Id;
  /** Where it is documented. */
  readonly documentation?: string;
}
