import { type Fault, faultsOf } from "../fault/fault.ts";
import { parseInstant } from "../time/instant.ts";
import { parseRange } from "../webhook/address-rules.ts";
import { parseDatabaseUrl } from "./database-url.ts";
import type { Setting } from "./setting.ts";

/** A setting's entries: those between commas. */
export const entriesOf = (value: string): readonly string[] =>
  value
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

/** What is wrong with a value of a setting, at the place that set it; undefined where nothing is. A secret is never shown. */
export function settingFault(setting: Setting, value: string, path: string): Fault | undefined {
  const fault = faultOf(setting, value);
  if (fault === undefined) return undefined;
  const { value: shown, ...rest } = { value, ...fault };
  return { ...rest, path, ...(setting.secret === true ? {} : { value: shown }) };
}

type Found = Omit<Fault, "path">;

const noUrl: Found = {
  code: "invalid-url",
  message: "this is an http or https URL",
  suggestion: "for example https://tax.example/quote",
};

function faultOf({ is }: Setting, value: string): Found | undefined {
  switch (is.kind) {
    case "text":
    case "path":
      return undefined;
    case "port":
      return /^\d{1,5}$/.test(value) && Number(value) <= 65_535
        ? undefined
        : { code: "invalid-port", message: "a port is a whole number up to 65535" };
    case "url":
      return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) ? undefined : noUrl;
    case "database-url":
      return faultsOf(parseDatabaseUrl(value))[0];
    case "instant":
      return faultsOf(parseInstant(value))[0];
    case "address":
      return addressFault(value);
    case "headers":
      return parseHeaders(value) === undefined
        ? {
            code: "invalid-headers",
            message: "headers are written name=value, between commas",
            suggestion: "for example authorization=Bearer%20abc",
          }
        : undefined;
    case "ranges":
      return rangeFault(value);
    case "whole":
      return wholeFault(value, is.min, is.max);
    case "share":
      return /^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/.test(value)
        ? undefined
        : { code: "out-of-range", message: "this is a share from 0 to 1" };
    case "choice":
      return is.choices.includes(value)
        ? undefined
        : {
            code: "unknown-choice",
            message: "this setting is one of a few words",
            suggestion: `write ${is.choices.join(", ")}`,
          };
  }
}

function wholeFault(value: string, min: number, max: number): Found | undefined {
  if (/^\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max) return undefined;
  return {
    code: "out-of-range",
    message: `this is a whole number from ${min} to ${max.toLocaleString("en")}`,
  };
}

function rangeFault(value: string): Found | undefined {
  const wrong = entriesOf(value).find((entry) => parseRange(entry) === undefined);
  if (wrong === undefined) return undefined;
  return {
    code: "invalid-address-range",
    message: "this is no range of addresses",
    value: wrong,
    suggestion: "for example 10.0.0.0/8 or fd00::/8",
  };
}

/** Headers as OpenTelemetry's variables have them, `name=value` between commas with % codes; undefined where they are not. */
export function parseHeaders(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = entriesOf(text).map((entry) => /^([\w!#$%&'*+.^`|~-]+)\s*=\s*(.*)$/.exec(entry));
  if (pairs.includes(null)) return undefined;
  try {
    return Object.fromEntries(
      pairs.map((pair) => [pair?.[1] ?? "", decodeURIComponent(pair?.[2] ?? "")]),
    );
  } catch {
    return undefined;
  }
}

/** An address to listen on, with its port: `127.0.0.1:9090`, `[::1]:9090`. */
export function parseListenAddress(
  text: string,
): { readonly host: string; readonly port: number } | undefined {
  const found = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/]+)):(\d{1,5})$/.exec(text);
  if (found === null || Number(found[3]) > 65_535) return undefined;
  return { host: found[1] ?? found[2] ?? "", port: Number(found[3]) };
}

const addressFault = (value: string): Found | undefined =>
  parseListenAddress(value) === undefined
    ? {
        code: "invalid-listen-address",
        message: "this is no address to listen on",
        suggestion: "write host:port, for example 127.0.0.1:9090",
      }
    : undefined;
