import { expect, it } from "vitest";
import { decimalOf, format } from "../money/decimal.ts";
import type { AlertShare } from "./alert-shares.ts";
import type { QuotaStanding } from "./decide.ts";
import { withOwnShares } from "./own-shares.ts";

const standing = (used: string, allowance: string | undefined) =>
  ({
    quota: { id: "calls" },
    used: decimalOf(used),
    allowance: allowance === undefined ? undefined : decimalOf(allowance),
  }) as unknown as QuotaStanding;

const own = (id: string, share: string, quota = "calls") => ({
  id,
  quota,
  share: decimalOf(share),
});

const given = (notify: AlertShare["notify"], used = "9", allowance: string | undefined = "10") => {
  const model = { share: decimalOf("0.8"), notify, alert: undefined, suggest: undefined };
  const asked = [
    ...[own("a", "0.5"), own("b", "0.80"), own("c", "0.9"), own("d", "0.9"), own("e", "0.95")],
    own("f", "0.1", "tokens"),
  ];
  return withOwnShares([model], asked, standing(used, allowance)).map(
    ({ share, notify: to, rule }) => [format(share), to.join("+"), rule ?? "model"].join(" "),
  );
};

it("gives the shares that were come to, each once, and those of its own quota alone", () => {
  expect(given(["customer"])).toEqual(["0.8 customer model", "0.5 customer a", "0.9 customer c"]);
});

it("tells the customer as well of what the model tells others of", () => {
  expect(given(["sales"])).toEqual(["0.8 sales+customer b", "0.5 customer a", "0.9 customer c"]);
});

it("gives none of what nothing may be used of, or as much as one likes", () => {
  expect(given(["sales"], "9", "0")).toEqual(["0.8 sales model"]);
  expect(withOwnShares([], [own("a", "0.5")], standing("9", undefined))).toEqual([]);
});
