import { boolean, list, literal, type Shape, text, textThat, whole } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import { count, instantText, nullable } from "../report-shapes.ts";
import type {
  AttemptView,
  DeliveryDetail,
  DeliveryView,
  EndpointRequest,
  EndpointView,
  Replayed,
  SecretView,
} from "./webhook-views.ts";

const anyText: Shape<string> = textThat({ fault: () => undefined, standIn: "", schema: {} });

/** What an endpoint is to be. */
export const endpointRequestShape = object<EndpointRequest>({
  url: text,
  description: optional(anyText),
  events: optional(list(text)),
});

const endpointFields = {
  id: text,
  url: text,
  description: anyText,
  events: list(text),
  enabled: boolean,
  disabledBecause: nullable(text),
  failingSince: nullable(instantText),
  previousSecretUntil: nullable(instantText),
  createdAt: instantText,
};

/** An endpoint as it is listed. */
export const endpointShape = object<EndpointView>(endpointFields);

/** An endpoint whose secret was just made. */
export const secretShape = object<SecretView>({ ...endpointFields, secret: text });

/** Which events are sent again, as a request says it. */
export interface ReplayBody {
  readonly from: string;
  readonly to?: string;
  readonly only?: "missed" | "all";
  /** Types, or `invoice.*`; all that the endpoint asks for where absent. */
  readonly events?: readonly string[];
}

/** The shape of {@link ReplayBody}. */
export const replayShape = object<ReplayBody>({
  from: instantText,
  to: optional(instantText),
  only: optional(literal("missed", "all")),
  events: optional(list(text)),
});

/** How many are sent again. */
export const replayedShape = object<Replayed>({ deliveries: count });

const deliveryFields = {
  id: text,
  endpoint: text,
  event: text,
  type: text,
  account: nullable(text),
  state: literal("waiting", "delivered", "failed"),
  attempts: count,
  replayed: boolean,
  createdAt: instantText,
  nextAt: nullable(instantText),
  finishedAt: nullable(instantText),
};

/** A delivery as it is listed. */
export const deliveryShape = object<DeliveryView>(deliveryFields);

const attemptShape = object<AttemptView>({
  number: count,
  at: instantText,
  durationMs: count,
  status: nullable(whole(100, 999)),
  outcome: text,
  detail: anyText,
});

/** A delivery with what was tried. */
export const deliveryDetailShape = object<DeliveryDetail>({
  ...deliveryFields,
  message: text,
  tried: list(attemptShape),
});
