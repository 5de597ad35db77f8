import { describe, expect, it } from "vitest";
import { faultsOf } from "../../fault/fault.ts";
import { monthOf } from "./accounting-month.ts";
import type { Contract } from "./contract.ts";
import {
  amount,
  balanceAt,
  contractOf,
  day,
  month,
  movementsTo,
  on,
  promise,
  revenueIn,
  text,
} from "./recognition.fixture.ts";
import type { RecognitionFact } from "./recognition-fact.ts";
import { recognize } from "./recognize.ts";

const year = { kind: "ratable", from: day("2027-01-01"), to: day("2028-01-01") } as const;
const plan = contractOf("2027-01-01", 3_650, [promise("plan", 3_650, year)]);
const paid = on("2027-01-01", { kind: "billed", obligation: "plan", amount: amount(3_650) });
const revenueAt = (contract: Contract, facts: readonly RecognitionFact[], date: string) =>
  text(revenueIn(movementsTo(contract, facts, date)));

describe("termination", () => {
  it("keeps what was earned; what was billed beyond is to be credited", () => {
    const end = on("2027-04-11", { kind: "terminated" });
    expect(revenueAt(plan, [paid, end], "2027-12-31")).toBe("1000");
    expect(text(balanceAt(plan, [paid, end], "2027-12-31")?.deferred)).toBe("2650");
    const credit = on("2027-04-11", {
      kind: "billed",
      obligation: "plan",
      amount: amount(-2_650),
    });
    expect(text(balanceAt(plan, [paid, end, credit], "2027-12-31")?.deferred)).toBe("0");
  });

  it("recognises at once what is kept without a return", () => {
    const end = on("2027-04-11", { kind: "terminated", entitled: { plan: amount(3_650) } });
    expect(revenueAt(plan, [paid, end], "2027-04-10")).toBe("1000");
    expect(revenueAt(plan, [paid, end], "2027-04-11")).toBe("3650");
  });

  it("takes back what was earned and will not be paid", () => {
    const end = on("2027-04-11", { kind: "terminated", entitled: { plan: amount(0) } });
    expect(text(balanceAt(plan, [end], "2027-04-10")?.contractAsset)).toBe("1000");
    expect(text(balanceAt(plan, [end], "2027-04-11")?.contractAsset)).toBe("0");
  });

  it("still recognises use up to the end that is billed after it", () => {
    const contract = contractOf("2027-01-01", 0, [promise("calls", 0, { kind: "as-invoiced" })]);
    const facts = [
      on("2027-04-11", { kind: "terminated" }),
      on("2027-05-01", { kind: "billed", obligation: "calls", amount: amount(70) }),
    ];
    expect(revenueAt(contract, facts, "2027-05-01")).toBe("70");
  });
});

describe("service of days before the contract", () => {
  it("is revenue in the month the contract begins, also where all of it is over", () => {
    const december = { kind: "ratable", from: day("2026-12-01"), to: day("2027-01-01") } as const;
    const contract = contractOf("2027-01-20", 310, [
      promise("done", 31, december),
      promise("going-on", 279, { ...december, to: day("2027-02-24") }),
    ]);
    const movements = movementsTo(contract, [], "2028-01-01");
    const shown = movements.map((own) => [own.obligation, monthOf(own.day), text(own.amount)]);
    expect(shown).toEqual([
      ["done", month("2027-01"), "31"],
      ["going-on", month("2027-01"), "203.5"],
      ["going-on", month("2027-02"), "75.5"],
    ]);
  });
});

describe("more than was promised", () => {
  it("earns no more than the price", () => {
    const credits = contractOf("2027-01-01", 100, [
      promise("credits", 100, {
        kind: "redemption",
        issued: amount(100),
        breakage: { kind: "proportional", expected: amount(80) },
      }),
    ]);
    const redeemed = on("2027-02-01", {
      kind: "redeemed",
      obligation: "credits",
      quantity: amount(100),
    });
    const again = { ...redeemed, id: "again", day: redeemed.day + 1 };
    expect(revenueAt(credits, [redeemed, again], "2027-02-28")).toBe("100");
  });
});

describe("milestones", () => {
  const project = contractOf("2027-01-01", 1_000, [
    promise("project", 1_000, {
      kind: "milestones",
      milestones: [
        { name: "design", share: amount("0.333") },
        { name: "build", share: amount("0.667") },
      ],
    }),
  ]);
  const reached = (date: string, milestone: string) =>
    on(date, { kind: "reached", obligation: "project", milestone });

  it("earn their shares, once each", () => {
    const facts = [
      reached("2027-02-01", "design"),
      reached("2027-02-02", "design"),
      reached("2027-03-01", "build"),
    ];
    expect(revenueAt(project, facts, "2027-02-28")).toBe("333");
    expect(revenueAt(project, facts, "2027-03-01")).toBe("1000");
  });
});

describe("a modification of a subscription", () => {
  it("carries what was billed to the plan that takes its place", () => {
    const upgrade = on("2027-07-02", {
      kind: "modified",
      treatment: "prospective",
      price: amount(1_830),
      replaces: ["plan"],
      remaining: [promise("pro", 3_660, { ...year, from: day("2027-07-02") })],
    });
    const billed = on("2027-07-02", { kind: "billed", obligation: "pro", amount: amount(1_830) });
    const facts = [paid, upgrade, billed];
    expect(revenueAt(plan, facts, "2027-07-01")).toBe("1820");
    const at = balanceAt(plan, facts, "2027-07-02");
    expect([at?.billed, at?.recognised, at?.deferred].map(text)).toEqual(["5480", "1840", "3640"]);
    const end = movementsTo(plan, facts, "2027-12-31");
    expect([revenueIn(end, "plan"), revenueIn(end, "pro")].map(text)).toEqual(["1820", "3660"]);
    const late = on("2027-08-01", { kind: "billed", obligation: "plan", amount: amount(-10) });
    const billedLate = movementsTo(plan, [...facts, late], "2027-08-01").find(
      (own) => own.fact === late.id,
    );
    expect([billedLate?.obligation, text(billedLate?.amount)]).toEqual(["pro", "-10"]);
    const moved = end.filter((own) => own.kind === "moved");
    expect(moved.map((own) => `${own.obligation} ${text(own.amount)}`)).toEqual([
      "plan -1830",
      "pro 1830",
    ]);
  });
});

describe("an estimate that belongs to one obligation", () => {
  it("is caught up as far as that obligation is satisfied", () => {
    const contract = contractOf(
      "2027-01-01",
      0,
      [promise("plan", 3_650, year), promise("setup", 350, { kind: "point-in-time" })],
      {
        price: {
          fixed: amount(4_000),
          variable: [{ id: "sla", estimate: amount(0), allocatedTo: ["plan"] }],
        },
      },
    );
    const credit = on("2027-04-11", {
      kind: "price-estimated",
      component: "sla",
      amount: amount(-365),
    });
    const movements = movementsTo(contract, [credit], "2027-04-11");
    const caught = movements.filter((own) => own.kind === "catch-up");
    expect(caught.map((own) => `${own.obligation} ${text(own.amount)}`)).toEqual(["plan -100"]);
    expect(revenueAt(contract, [credit], "2027-12-31")).toBe("3285");
  });
});

describe("facts of one day", () => {
  it("count terms first, then performance, then billing, whatever their ids", () => {
    const output = { kind: "output", total: amount(10) } as const;
    const goods = contractOf("2027-01-01", 100, [promise("goods", 100, output)]);
    const facts = [
      on("2027-02-01", { kind: "billed", amount: amount(110) }),
      on("2027-02-01", { kind: "terminated", entitled: { goods: amount(110) } }),
      on("2027-02-01", { kind: "transferred", obligation: "goods", quantity: amount(5) }),
      on("2027-02-01", {
        kind: "modified",
        treatment: "prospective",
        price: amount(100),
        replaces: ["goods"],
        remaining: [promise("goods", 1, { ...output, total: amount(20) })],
      }),
    ];
    const shown = movementsTo(goods, facts, "2027-02-01").map((own) => [
      own.kind,
      text(own.amount),
    ]);
    expect(shown).toEqual([
      ["recognised", "50"],
      ["termination", "60"],
      ["billed", "110"],
    ]);
  });
});

describe("a refund that was paid back", () => {
  it("is owed no more, and what is billed later is deferred", () => {
    const contract = contractOf("2027-01-01", 3_650, [promise("plan", 3_650, year)], {
      price: {
        fixed: amount(3_650),
        variable: [{ id: "rebate", estimate: amount(-365), refund: true }],
      },
    });
    const back = on("2027-01-05", { kind: "billed", obligation: "plan", amount: amount(-300) });
    const again = on("2027-01-06", { kind: "billed", obligation: "plan", amount: amount(1_000) });
    const at = (...facts: readonly RecognitionFact[]) => {
      const balance = balanceAt(contract, [paid, ...facts], "2027-01-10");
      return [text(balance?.refundLiability), text(balance?.deferred)];
    };
    expect(at()).toEqual(["365", "3195"]);
    expect(at(back)).toEqual(["65", "3195"]);
    expect(at(back, again)).toEqual(["65", "4195"]);
    const estimated = (date: string, value: number) =>
      on(date, { kind: "price-estimated", component: "rebate", amount: amount(value) });
    const less = estimated("2027-01-07", -100);
    expect(at(back, less)[0]).toBe("0");
    const more = estimated("2027-01-08", -400);
    expect(at(back, less, more)[0]).toBe("100");
    const other = on("2027-01-07", { kind: "billed", obligation: "plan", amount: amount(-50) });
    expect(at(back, less, other, more)[0]).toBe("100");
  });
});

describe("an estimate from before a modification", () => {
  it("changes revenue for what was transferred then, and the price of what remained (32-45(a))", () => {
    const half = day("2027-07-02");
    const contract = contractOf("2027-01-01", 3_650, [promise("plan", 3_650, year)], {
      price: { fixed: amount(3_650), variable: [{ id: "bonus", estimate: amount(0) }] },
    });
    const facts = [
      on("2027-07-02", {
        kind: "modified",
        treatment: "prospective",
        price: amount(0),
        replaces: ["plan"],
        remaining: [promise("pro", 1, { ...year, from: half, to: half + 10 })],
      }),
      on("2027-07-02", { kind: "price-estimated", component: "bonus", amount: amount(365) }),
    ];
    expect(text(revenueIn(movementsTo(contract, facts, "2027-07-02"), "plan"))).toBe("2002");
    expect(text(revenueIn(movementsTo(contract, facts, "2027-07-31"), "pro"))).toBe("2013");
  });
});

describe("what cannot be accounted for", () => {
  const milestones = { kind: "milestones", milestones: [] } as const;
  const refused = (contract: Contract, ...facts: readonly RecognitionFact[]) =>
    faultsOf(recognize(contract, facts, day("2030-01-01"))).map((fault) => fault.code);

  it("is refused in a contract", () => {
    const twice = [promise("a", 1, year), promise("a", 1, year)];
    expect(refused(contractOf("2027-01-01", 1, twice))).toEqual(["duplicate-obligation"]);
    expect(refused(contractOf("2027-01-01", 1, [promise("a", 1, milestones)]))).toEqual([
      "milestones-not-whole",
    ]);
    const back = { ...year, to: day("2026-01-01") };
    expect(refused(contractOf("2027-01-01", 1, [promise("a", 1, back)]))).toEqual([
      "period-reversed",
    ]);
    expect(refused(contractOf("2027-01-01", "0.001", [promise("a", 1, year)]))).toEqual([
      "wrong-minor-unit",
    ]);
    expect(refused(contractOf("2027-01-01", 1, []))).toEqual(["price-without-obligation"]);
    expect(refused(contractOf("2027-01-01", 1, [promise("a", 0, year)]))).toEqual([
      "no-standalone-price",
    ]);
    const residual = { residual: { low: amount(0), high: amount(1) } };
    const two = ["a", "b"].map((id) => ({ ...promise(id, 0, year), standalone: residual }));
    expect(refused(contractOf("2027-01-01", 1, two))).toEqual(["more-than-one-residual"]);
    const bundles = [
      { obligations: ["plan", "x"], price: amount(1) },
      { obligations: ["plan"], price: amount(1) },
    ];
    expect(refused({ ...plan, bundles })).toEqual(["unknown-obligation", "bundles-overlap"]);
  });

  it("is refused in a fact", () => {
    const fact = (body: Parameters<typeof on>[1]) => refused(plan, on("2027-02-01", body));
    expect(fact({ kind: "transferred", obligation: "x" })).toEqual(["unknown-obligation"]);
    expect(fact({ kind: "transferred", obligation: "plan" })).toEqual(["fact-not-of-pattern"]);
    expect(fact({ kind: "billed", obligation: "x", amount: amount(1) })).toEqual([
      "unknown-obligation",
    ]);
    expect(fact({ kind: "billed", obligation: "plan", amount: amount("0.001") })).toEqual([
      "wrong-minor-unit",
    ]);
    expect(fact({ kind: "price-estimated", component: "x", amount: amount(1) })).toEqual([
      "unknown-component",
    ]);
    expect(fact({ kind: "terminated", entitled: { x: amount(1) } })).toEqual([
      "unknown-obligation",
    ]);
    const early = on("2026-12-31", { kind: "conceded", obligation: "plan", amount: amount(1) });
    expect(refused(plan, early)).toEqual(["fact-before-contract"]);
    const change = { kind: "modified", treatment: "prospective", price: amount(1) } as const;
    expect(fact({ ...change, replaces: ["x"], remaining: [] })).toEqual(["unknown-obligation"]);
    expect(fact({ ...change, replaces: ["plan"], remaining: [] })).toEqual([
      "price-without-obligation",
    ]);
    const same = promise("plan", 1, year);
    expect(fact({ ...change, replaces: [], remaining: [same] })).toEqual(["duplicate-obligation"]);
  });

  it("is refused after the end, and for an unknown milestone or negative progress", () => {
    const goods = contractOf("2027-01-01", 10, [
      promise("goods", 10, { kind: "output", total: amount(10) }),
    ]);
    const some = (date: string, quantity: number) =>
      on(date, { kind: "transferred", obligation: "goods", quantity: amount(quantity) });
    const end = on("2027-02-01", { kind: "terminated" });
    expect(refused(goods, end, some("2027-03-01", 1))).toEqual(["obligation-ended"]);
    expect(refused(goods, some("2027-03-01", -1))).toEqual(["amount-out-of-range"]);
    const project = contractOf("2027-01-01", 10, [
      promise("p", 10, { kind: "milestones", milestones: [{ name: "all", share: amount(1) }] }),
    ]);
    const lost = on("2027-02-01", { kind: "reached", obligation: "p", milestone: "half" });
    expect(refused(project, lost)).toEqual(["unknown-milestone"]);
    const use = contractOf("2027-01-01", 0, [promise("u", 0, { kind: "as-invoiced" })]);
    const bill = on("2027-02-01", { kind: "billed", amount: amount(1) });
    expect(refused(use, bill)).toEqual(["billing-without-price"]);
  });
});
