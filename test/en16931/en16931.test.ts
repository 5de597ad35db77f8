import { beforeAll, describe, expect, it } from "vitest";
import { validated, validatedXrechnung } from "./validated-invoices.fixture.ts";
import {
  brokenRules,
  type Documents,
  type Findings,
  missingSaxon,
  missingXmllint,
  schemaErrors,
  withSaxon,
  withXmllint,
} from "./validators.fixture.ts";

/** The documents against which something was found. */
const found = (findings: Findings): Findings =>
  Object.fromEntries(Object.entries(findings).filter(([, rules]) => rules.length > 0));

/** Documents that are wrong in one place, by the rule that must notice. */
function spoilt(documents: Documents, amount: (text: string) => string): Documents {
  const invoice = documents.invoice ?? "";
  const credit = documents["credit-note"] ?? "";
  return {
    "BR-CO-15": invoice.replace(amount("6040.66"), amount("6040.67")),
    "BR-CO-10": invoice.replace(amount("4590.00"), amount("4590.01")),
    "BR-DEC-23": invoice.replace(amount("4590.00"), amount("4590.001")),
    "BR-CO-14": credit.replace(amount("958.45"), amount("958.46")),
    "BR-CO-09": invoice.replaceAll("DE136695976", "136695976"),
    "BR-02": invoice.replaceAll("RE-2026-0042", " "),
  };
}

/** Names under which documents of several kinds go through a validator together. */
const named = (kind: string, documents: Documents): Documents =>
  Object.fromEntries(Object.entries(documents).map(([name, text]) => [`${kind}-${name}`, text]));

/** What was found against the documents of a kind, by their own names. */
const ofKind = (kind: string, findings: Findings): Findings =>
  Object.fromEntries(
    Object.entries(findings).flatMap(([name, rules]) =>
      name.startsWith(`${kind}-`) ? [[name.slice(kind.length + 1), rules]] : [],
    ),
  );

describe.each(["UBL", "CII"] as const)("%s", (syntax) => {
  const wrong = spoilt(validated[syntax], (text) => `>${text}<`);
  const onRequest = validatedXrechnung[syntax];
  // Without the buyer's reference it is none: the rules do look.
  const without = onRequest.invoice?.replaceAll(
    /<(\w+:)BuyerReference>.*<\/\1BuyerReference>/g,
    "",
  );
  let european: Findings = {};
  beforeAll(() => {
    if (missingSaxon) return;
    european = brokenRules(`EN16931-${syntax}`, {
      ...named("sound", validated[syntax]),
      ...named("wrong", wrong),
      ...named("request", onRequest),
    });
  });

  it.skipIf(missingSaxon)(withSaxon("keeps every rule of EN 16931"), () => {
    const sound = ofKind("sound", european);
    expect(Object.keys(sound).length).toBeGreaterThan(60);
    expect(found(sound)).toEqual({});
  });

  it.skipIf(missingSaxon)(withSaxon("is refused by the rules when it is wrong"), () => {
    const broken = ofKind("wrong", european);
    for (const rule of Object.keys(wrong)) expect(broken[rule], rule).toContain(rule);
  });

  it.skipIf(missingSaxon)(withSaxon("keeps every rule of XRechnung on request"), () => {
    const requested = ofKind("request", european);
    expect(Object.keys(requested).sort()).toEqual(Object.keys(onRequest).sort());
    expect(found(requested)).toEqual({});
    const { unnamed: broken, ...german } = brokenRules(`XRechnung-${syntax}`, {
      ...onRequest,
      unnamed: without ?? "",
    });
    expect(found(german)).toEqual({});
    expect(broken).toContain("BR-DE-15");
  });

  it.skipIf(missingXmllint)(withXmllint("has its elements as the schema orders them"), () => {
    expect(found(schemaErrors(syntax, validated[syntax]))).toEqual({});
    const tag = syntax === "UBL" ? "cbc:DocumentCurrencyCode" : "ram:InvoiceCurrencyCode";
    const moved = validated[syntax].invoice?.replace(
      `<${tag}>EUR</${tag}>`,
      `<${tag}>EUR</${tag}><${tag}>EUR</${tag}>`,
    );
    expect(schemaErrors(syntax, { moved: moved ?? "" }).moved).not.toEqual([]);
  });
});
