import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { standalonePrice } from "../../pricing/standalone-price.ts";
import { offerPattern } from "./model-promises.ts";
import { amount, text } from "./recognition.fixture.ts";
import { constrained, expectedValue, mostLikelyAmount } from "./variable-consideration.ts";

describe("an offer of the model", () => {
  it("is satisfied by its milestones, or at delivery", () => {
    expect(offerPattern({})).toEqual({ kind: "point-in-time" });
    const pattern = offerPattern({ milestones: [{ name: "all", share: "100%" }] });
    expect(pattern.kind === "milestones" && text(pattern.milestones[0]?.share)).toBe("1");
  });
});

describe("a stand-alone selling price", () => {
  const range = (stated: number | undefined, outside: "midpoint" | "nearer-end") =>
    text(
      standalonePrice(
        {
          kind: "range",
          low: amount(80),
          high: amount(120),
          outside,
          ...(stated === undefined ? {} : { stated: amount(stated) }),
        },
        2,
      ),
    );

  it("from a range is the stated price inside it, else its middle or nearer end", () => {
    expect(range(90, "midpoint")).toBe("90");
    expect(range(60, "midpoint")).toBe("100");
    expect(range(60, "nearer-end")).toBe("80");
    expect(range(150, "nearer-end")).toBe("120");
    expect(range(undefined, "nearer-end")).toBe("100");
  });
});

describe("variable consideration", () => {
  const outcomes = [
    { amount: amount(100), probability: amount("0.5") },
    { amount: amount(0), probability: amount("0.5") },
  ];

  it("takes the smaller of two equally likely amounts, and the mean of all", () => {
    expect(text(expectOk(mostLikelyAmount(outcomes)))).toBe("0");
    expect(text(expectOk(expectedValue(outcomes)))).toBe("50");
  });

  it("enters only as far as it is reached with the stated confidence", () => {
    expect(text(expectOk(constrained(amount(50), outcomes, amount("0.5"))))).toBe("50");
    expect(text(expectOk(constrained(amount(50), outcomes, amount("0.51"))))).toBe("0");
  });

  it("is refused where the odds are not whole, or the confidence is above 1", () => {
    const half = outcomes.slice(0, 1);
    expect(faultsOf(expectedValue(half)).map((own) => own.code)).toEqual(["probabilities-not-one"]);
    expect(faultsOf(constrained(amount(1), outcomes, amount(2))).map((own) => own.code)).toEqual([
      "confidence-out-of-range",
    ]);
  });
});
