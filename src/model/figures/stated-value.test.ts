import { describe, expect, test } from "vitest";
import { faultsOf } from "../../fault/fault.ts";
import { readStated } from "./stated-value.ts";

const place = { path: "/claims/a/states", nouns: new Set(["customer"]) };
const advice = (text: string): string | undefined =>
  faultsOf(readStated(text, place))[0]?.suggestion;
const exact = 'its digits say how exact it is, and "within": "10%" beside it takes what is near';

describe("a figure as a document prints it", () => {
  test.each([
    ["~3% per month", `write "3% per month": ${exact}`],
    ["about 20 customers", `write "20 customers": ${exact}`],
    ["approx. $1.5M", `write "1.5M USD": ${exact}`],
    ["$25M", 'write "25M USD"'],
    ["€99 per customer per month", 'write "99 EUR per customer per month"'],
    ["1,500 customers", 'write "1_500 customers"'],
    ["85%+", 'write ">= 85%"'],
    ["$9,999+", 'write ">= 9_999 USD"'],
    ["3-5%", 'write { low: "3%", high: "5%" }'],
    ["3% – 5% per month", 'write { low: "3% per month", high: "5% per month" }'],
    ["10k-20k customers", 'write { low: "10k customers", high: "20k customers" }'],
  ])("%s is refused with how to write it", (text, suggestion) => {
    expect(advice(text)).toBe(suggestion);
  });

  test("what nobody can read gets no advice that would be refused too", () => {
    expect(advice("~a lot")).not.toContain('write "a lot"');
    expect(advice("3% + 4%")).toContain("a name of its own");
  });
});
