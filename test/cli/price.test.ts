import { describe, expect, it } from "vitest";
import { florin, modelPath, printed } from "./florin.ts";
import { expectGolden } from "./golden.ts";

const price = (...words: readonly string[]) => florin(["price", modelPath("acme.yaml"), ...words]);

const nordwindPlan = ["team", "--quantity", "3", "--usage", "calls=12000"] as const;

describe("florin price", () => {
  it.each<[string, string, ...string[]]>([
    ["team-monthly", "team", "--cadence", "monthly", "--usage", "operations=12_500_000.5"],
    [
      "team-annual",
      "team",
      "--cadence",
      "annual",
      "--usage",
      "operations{region=eu}=3000000",
      "--usage",
      "operations{region=us}=2000000",
    ],
    ["seats", "seats", "--quantity", "12"],
    ["cluster", "cluster", "--reserved", "nodes=10", "--usage", "nodes=13"],
    ["payments", "payments", "--usage", "payments=50x100"],
    ["enterprise", "enterprise", "--agreed", "120000 USD"],
    ["licence", "licences/standard", "--quantity", "2", "--start", "2026-01-31"],
    ["offer", "offers/training", "--quantity", "5", "--delivery", "on-site"],
  ])("explains every amount: %s", async (name, ...words) => {
    const ran = await price(...words);
    expect(ran).toMatchObject({ code: 0, messages: [] });
    expectGolden(`price-${name}`, printed(ran));
  });

  it.each<[string, ...string[]]>([
    ["taxed", "--country", "DE"],
    ["reverse-charge", "--country", "FR", "--vat-number", "FR40303265045"],
  ])("bears the tax of who asks: %s", async (name, ...words) => {
    const ran = await florin(["price", modelPath("nordwind.yaml"), ...nordwindPlan, ...words]);
    expect(ran).toMatchObject({ code: 0, messages: [] });
    expectGolden(`price-${name}`, printed(ran));
  });

  it("asks for the country first", async () => {
    const ran = await florin([
      "price",
      modelPath("nordwind.yaml"),
      ...nordwindPlan,
      "--region",
      "NY",
    ]);
    expect(ran.code).toBe(1);
    expect(ran.messages.join("\n")).toContain("country-missing");
  });

  it("prints the quote in the form of an invoice", async () => {
    const ran = await price(
      "team",
      "--cadence",
      "monthly",
      "--usage",
      "operations=2000000",
      "--json",
    );
    expect(JSON.parse(ran.results.join("\n"))).toMatchObject({
      number: null,
      status: "draft",
      currency: "USD",
      total: "501.00",
      lines: [
        { kind: "recurring", amount: "499.00" },
        { kind: "usage", quantity: "2000000", explanation: { included: "1000000" } },
      ],
    });
    const licence = await price("licences/standard", "--json");
    expect(JSON.parse(licence.results.join("\n"))).toMatchObject({
      total: "50000.00",
      next: { total: "10000.00", issuedAt: "2027-01-01T00:00:00Z" },
    });
  });

  it("fits the terminal it is shown on", async () => {
    for (const columns of [20, 64, 80, 200]) {
      const words = ["price", modelPath("acme.yaml"), "seats", "--quantity", "12"];
      const { results } = await florin(words, { columns });
      const widest = Math.max(...results.map((line) => [...line].length));
      expect(widest).toBe(Math.min(Math.max(columns, 64), 110));
    }
  });

  it.each<[readonly string[], string]>([
    [["tema"], 'did you mean "team"?'],
    [["standrad"], 'did you mean "licences/standard"?'],
    [["licences/standrad"], 'did you mean "licences/standard"?'],
    [["addons/team"], 'did you mean "team"?'],
    [
      ["zzz"],
      "one of team, seats, cluster, payments, enterprise, licences/standard, offers/training",
    ],
    [["team", "--cadence", "mothly"], 'did you mean "monthly"?'],
    [["team", "--cadence", "weekly"], "one of monthly, annual"],
    [["team"], "one of monthly, annual"],
    [["team", "--cadence", "monthly", "--usage", "operation=5"], 'did you mean "operations"?'],
    [["team", "--cadence", "monthly", "--usage", "calls=5"], "it reads operations"],
    [["team", "--cadence", "monthly", "--usage", "operations"], "such as --usage ops=12000000"],
    [
      ["team", "--cadence", "monthly", "--usage", "operations{regoin=eu}=5"],
      'did you mean "region"?',
    ],
    [["team", "--cadence", "monthly", "--usage", "operations{region=ue}=5"], 'did you mean "eu"?'],
    [
      ["team", "--cadence", "monthly", "--usage", "operations{region}=5"],
      "such as --usage calls{region=eu}=500",
    ],
    [["cluster", "--reserved", "nods=10"], 'did you mean "nodes"?'],
    [["cluster", "--reserved", "10"], "such as --reserved nodes=10"],
    [["enterprise"], "agree an amount"],
    [["enterprise", "--agreed", "bse=120000 USD"], "charge"],
    [["enterprise", "--agreed", "5 USD"], "agree 99990 USD or more"],
    [["seats", "--discount", "acadmic"], 'did you mean "academic"?'],
    [["licences/standard", "--usage", "calls=5"], "a licence takes --quantity"],
    [["offers/training", "--delivery", "onsite"], 'did you mean "on-site"?'],
  ])("refuses with what to write instead: %j", async (words, suggestion) => {
    const ran = await price(...words);
    expect(ran.code).toBe(1);
    expect(ran.results).toEqual([]);
    expect(ran.messages.join("\n")).toContain(suggestion);
  });

  it.each<[readonly string[], readonly string[]]>([
    [["--quantity", "-1"], ["--quantity  quantity-out-of-range"]],
    [["--quantity", "NaN"], ["--quantity  not-a-number"]],
    [["--quantity", "1e400"], ["--quantity  not-a-number"]],
    [["--quantity", "0.1234567890123456789"], ["--quantity  too-many-digits"]],
    [["--years", "0"], ["--years  out-of-range"]],
    [["--years", "three"], ["--years  invalid-option"]],
    [["--start", "2026-02-30"], ["--start  invalid-date"]],
    [["--agreed", "lots"], ["--agreed base  not-money"]],
    [["--agreed", "5 USX"], ["--agreed base  unknown-currency"]],
    [["--discount", "academic=lots"], ["--discount academic  not-a-percent"]],
    [["--reserved", "nodes=1", "--reserved", "nodes=2"], ["--reserved nodes  given-twice"]],
    [["--delivery", "remote"], ["--delivery  option-not-offered"]],
    [
      ["--quantity", "many", "--start", "soon", "--usage", "five"],
      ["--usage  invalid-option", "--start  invalid-date", "--quantity  not-a-number"],
    ],
  ])("names every option at fault: %j", async (words, heads) => {
    const ran = await price("seats", ...words);
    expect(ran.code).toBe(1);
    expect(ran.messages.filter((line) => line.startsWith("error"))).toEqual(
      heads.map((head) => `error    ${head}`),
    );
  });

  it.each<[readonly string[], string]>([
    [[], "missing required argument 'model'"],
    [["model.yaml"], "missing required argument 'product'"],
    [["model.yaml", "team", "--usge", "x=1"], "(Did you mean --usage?)"],
    [["model.yaml", "team", "--usage"], "argument missing"],
    [["model.yaml", "team", "five"], "too many arguments"],
  ])("says how it is used, and ends with 2: %j", async (words, message) => {
    const ran = await florin(["price", ...words]);
    expect(ran.code).toBe(2);
    expect(ran.messages.join("\n")).toContain(message);
    expect(ran.messages.at(-1)).toBe("(florin price --help shows how)");
  });
});
