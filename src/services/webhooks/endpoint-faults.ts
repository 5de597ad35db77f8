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
): readonly Fault[] => [...urlFaults(url, allowed, endpointWords), ...events.flatMap(eventFaults)];

/** How a URL that is refused is spoken of. */
export interface UrlWords {
  readonly path: string;
  /** Why it is asked for over https. */
  readonly overHttps: string;
  readonly noPassword: string;
  readonly example: string;
}

const endpointWords: UrlWords = {
  path: "/url",
  overHttps: "events are sent over https",
  noPassword: "a URL here holds no password: receivers check the signature",
  example: "for example https://example.com/webhooks",
};

/** What is wrong with a URL that this server shall ask: `invalid-url`, `address-refused`. */
export function urlFaults(
  text: string,
  allowed: readonly AddressRange[],
  words: UrlWords,
): readonly Fault[] {
  const noUrl = (message: string): Fault => ({
    code: "invalid-url",
    path: words.path,
    message,
    value: text.slice(0, 200),
    suggestion: words.example,
  });
  if (!URL.canParse(text) || text.length > 2_000) return [noUrl("this is no URL")];
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return [noUrl(words.noPassword)];
  if (protocol !== "https:" && (protocol !== "http:" || allowed.length === 0))
    return [noUrl(words.overHttps)];
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (parseAddress(literal) === undefined) return [];
  const refusal = addressRefusal(literal, allowed);
  if (refusal === undefined) return [];
  return [
    {
      code: "address-refused",
      path: words.path,
      message: `nothing is sent to this address: ${refusal}`,
      value: text,
      suggestion: "use a public address, or start the server with --webhook-allow",
    },
  ];
}

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
