import { type Money, type SegmentPurchase, usd } from "florin";
import { expect, it } from "vitest";
import { simulatePlan } from "../../src/twin/simulate.ts";
import { sure } from "../priced.fixture.ts";
import { bundles, hardwareOffers, hardwarePlans } from "./hardware.ts";
import { licences } from "./licences.ts";
import model from "./model.ts";
import { nodePlans } from "./node-plans.ts";
import { serviceOffers, servicePlans } from "./services.ts";

/** A point in each range, for what the price list leaves open. */
const agreed: Readonly<Record<string, Money>> = {
  "threat-intelligence": usd(18_000),
  "compliance-management": usd(45_000),
  "hardware-support": usd("149.99"),
  deployment: usd(3_300),
  "custom-integration": usd(250_000),
  "security-assessment": usd(120_000),
  "certification-assistance": usd(150_000),
  "custom-training": usd(60_000),
  "incident-response": usd(12_000),
  consulting: usd(2_750),
  "certified-hardware": usd("299.99"),
  "vendor-certification": usd(80_000),
  "compatibility-testing": usd(50_000),
  "security-validation": usd(200_000),
  "npu-patents": usd(2_000_000),
  "dsmil-architecture": usd(750_000),
  "security-protocol": usd(400_000),
  commercial: usd(60_000),
  oem: usd(200_000),
  "cloud-provider": usd(600_000),
  "supported-hardware": usd("390.50"),
  "joint-solution": usd("3645.30"),
};

const atAgreed = (id: string): Pick<SegmentPurchase, "agreed"> => {
  const base = agreed[id];
  return base === undefined ? {} : { agreed: { base } };
};

/** Nodes of each plan, in every band of the volume discount. */
const nodes = ["7", "99", "100", "999", "1_000", "12_500"];

const plans = Object.keys({ ...nodePlans, ...servicePlans, ...hardwarePlans });
const trueUps = plans.filter((id) => id.endsWith("-true-up"));
const recurring = plans.filter((id) => !trueUps.includes(id));
// What is sold with a mark-up on its cost has no price of its own.
const offers = Object.keys({ ...serviceOffers, ...hardwareOffers }).filter(
  (id) => id !== "custom-hardware",
);

const eligible = { eligibilities: ["cleared-government"] } as const;
// Bundles hold plans, and customers have one of those.
const share = `1 / ${plans.length + Object.keys(bundles).length}`;
const churn = { kind: "monthly", rate: "4% per month" } as const;

const bought: readonly (readonly [string, SegmentPurchase])[] = [
  ...recurring.map((id, index): [string, SegmentPurchase] => [
    id,
    {
      share,
      plan: id,
      // A flat fee is for one.
      ...(/intelligence|management|open-source/.test(id)
        ? {}
        : { quantity: nodes[index % nodes.length] ?? "1" }),
      ...atAgreed(id),
      ...eligible,
      ...(id === "government"
        ? {
            contract: { template: "government" },
            agreedDiscounts: { "channel-partner": "30%", "strategic-account": "2.5%" },
          }
        : {}),
      ...(id === "professional"
        ? { eligibilities: ["channel-partner"], agreedDiscounts: { "channel-partner": "27.5%" } }
        : {}),
      churn,
    },
  ]),
  // Licensed for 999 nodes; the peak goes past a thousand in the third month, and so into the next band.
  ...trueUps.map((id): [string, SegmentPurchase] => [
    id,
    {
      share,
      plan: id,
      quantities: { nodes: "999" },
      usage: {
        [id.replace("true-up", "nodes")]: [
          {
            is: "990 nodes per month + 5 nodes per month * month-number()",
            with: { tier: id.replace("-true-up", "") },
          },
        ],
      },
      ...eligible,
      churn,
    },
  ]),
  ...Object.keys(bundles).map((id): [string, SegmentPurchase] => [
    id,
    { share, bundle: id, quantity: "3", ...atAgreed(id), churn },
  ]),
  ...offers.map((id): [string, SegmentPurchase] => [
    id,
    { share: "10%", offer: id, quantity: "3", ...atAgreed(id) },
  ]),
  ...Object.keys(licences).map((id): [string, SegmentPurchase] => [
    id,
    { share: "10%", licence: id, ...atAgreed(id) },
  ]),
];

it("bills whatever the catalogue prices as it forecasts it, to the cent", () => {
  const government = {
    name: "Who buys everything",
    opening: "16 customers",
    acquisition: { kind: "growth", first: "8 customers per month", rate: "2% per month" },
    purchases: Object.fromEntries(bought),
  } as const;
  const { segments: _, targets: __, claims: ___, figures: ____, ...sold } = model;
  const { figures, customers } = sure(
    simulatePlan(
      { ...sold, income: {}, costs: {}, funding: {}, scenarios: {}, segments: { government } },
      { months: 13 },
    ),
  );
  expect(bought.length).toBe(14 + 2 + 13 + 6);
  expect(customers).toBeGreaterThan(200);
  expect(figures.filter(({ equal }) => !equal)).toEqual([]);
});
