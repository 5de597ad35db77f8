import type { Fault } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import { type AddressRange, addressRefusal, parseAddress } from "../../webhook/address-rules.ts";
import { eventTypes, isPattern } from "../../webhook/catalogue.ts";
import type { EndpointRequest } from "./webhook-views.ts";

/**
 * What is wrong with where events shall be sent: `invalid-url`, `address-refused`, `unknown-event-type`. What a name resolves to is
 * looked at when something is sent, for that can change.
 */
export const endpointFaults = (
  { url, events = [] }: EndpointRequest,
  allowed: readonly AddressRange[],
): readonly Fault[] => [...urlFaults(url, allowed), ...events.flatMap(eventFaults)];

function urlFaults(text: string, allowed: readonly AddressRange[]): readonly Fault[] {
  if (!URL.canParse(text) || text.length > 2_000) return [noUrl(text, "this is no URL")];
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "")
    return [noUrl(text, "a URL here holds no password: receivers check the signature")];
  if (protocol !== "https:" && (protocol !== "http:" || allowed.length === 0))
    return [noUrl(text, "events are sent over https")];
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (parseAddress(literal) === undefined) return [];
  const refusal = addressRefusal(literal, allowed);
  if (refusal === undefined) return [];
  return [
    {
      code: "address-refused",
      path: "/url",
      message: `nothing is sent to this address: ${refusal}`,
      value: text,
      suggestion: "use a public address, or start the server with --webhook-allow",
    },
  ];
}

const noUrl = (text: string, message: string): Fault => ({
  code: "invalid-url",
  path: "/url",
  message,
  value: text.slice(0, 200),
  suggestion: "for example https://example.com/webhooks",
});

/** What is wrong with a type of events that is asked for: `unknown-event-type`. */
export function eventFaults(pattern: string, index: number): readonly Fault[] {
  if (isPattern(pattern)) return [];
  const near = nearest(pattern, eventTypes);
  return [
    {
      code: "unknown-event-type",
      path: `/events/${index}`,
      message: "there is no such event",
      value: pattern,
      suggestion:
        near === undefined ? "GET /v1/webhook-event-types lists them" : `did you mean "${near}"?`,
    },
  ];
}
