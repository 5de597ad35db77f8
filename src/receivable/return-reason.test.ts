import { expect, it } from "vitest";
import { returnReason, returnReasonIn } from "./return-reason.ts";

it("knows ACH and SEPA codes, in whatever case", () => {
  expect(returnReason(" r01")).toMatchObject({ reason: "R01", outcome: "retry" });
  expect(returnReason("AC04")).toMatchObject({ outcome: "refused" });
  expect(returnReason("MD06")).toMatchObject({ outcome: "disputed" });
  expect(returnReason("ZZ99")).toBeUndefined();
});

it("finds a code only where it is a word of its own", () => {
  expect(returnReasonIn("ACH RETURN-R03 NO ACCOUNT")?.reason).toBe("R03");
  expect(returnReasonIn("ORDER R0312 AND BR01")).toBeUndefined();
});
