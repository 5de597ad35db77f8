import { expect, it } from "vitest";
import { parseForm } from "./form.ts";

it("reads texts, and texts below a name in brackets", () => {
  const text =
    "event_name=calls&payload[value]=25&payload%5Bstripe_customer_id%5D=c%2B1&identifier=a+b";
  expect(parseForm(text)).toEqual({
    ok: true,
    value: {
      event_name: "calls",
      payload: { value: "25", stripe_customer_id: "c+1" },
      identifier: "a b",
    },
  });
  expect(parseForm("")).toEqual({ ok: true, value: {} });
});

it("keeps a name that objects inherit a name", () => {
  const read = parseForm("payload[__proto__]=1&payload[toString]=2");
  expect(read.ok && Object.keys(read.value.payload ?? {})).toEqual(["__proto__", "toString"]);
});

it.each([
  ["a name twice", "identifier=1&identifier=2"],
  ["a name in brackets twice", "payload[value]=1&payload[value]=2"],
  ["a text that is a record as well", "payload=1&payload[value]=2"],
  ["brackets within brackets", "payload[a][b]=1"],
  ["brackets alone", "[a]=1"],
  ["bytes that are no text", "identifier=%FF"],
])("refuses %s", (_, text) => {
  expect(parseForm(text)).toMatchObject({ ok: false, faults: [{ code: "malformed-body" }] });
});
