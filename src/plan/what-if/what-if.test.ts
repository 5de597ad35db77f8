import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { adjustableDrivers } from "./adjustable-drivers.ts";
import { inQuestion, overrideLengthMax, overridesMax, scenarioModel } from "./scenario-model.ts";

const model: Model = planned;
const namesOf = (of: Model, scenario?: string): readonly string[] =>
  expectOk(adjustableDrivers(of, scenario)).map(({ name }) => name);

describe("the figures of a plan that can be slid", () => {
  it("are those that are written out, and that the forecast depends on", () => {
    expect(namesOf(model)).toEqual([
      "segments.teams.opening",
      "segments.teams.first",
      "segments.teams.growth",
      "segments.teams.purchases.monthly.churn",
      "segments.teams.purchases.monthly.moves.annual",
      "segments.teams.purchases.monthly.usage.calls",
      "segments.teams.purchases.annual.churn",
      "segments.teams.purchases.onboarding.share",
      "segments.teams.channels.ads.cost",
      "costs.hosting.each",
      "costs.cards.rate",
      "costs.engineers.salary",
      "costs.engineers.on-top",
      "costs.rent",
      "capital.collected-after",
      "capital.opening",
      "capital.late-by",
      "capital.recovered-payments",
      "funding.seed",
    ]);
  });

  it("say what they are, in which unit, and how far they can sensibly go", () => {
    const drivers = expectOk(adjustableDrivers(model));
    const of = (name: string) => drivers.find((one) => one.name === name);
    expect(of("segments.teams.first")).toEqual({
      name: "segments.teams.first",
      label: ["Teams", "first"],
      path: "/segments/teams/acquisition/first",
      group: "customers",
      unit: "customer per month",
      percent: false,
      value: 10,
      low: 5,
      high: 20,
      bounded: false,
      whole: false,
    });
    expect(of("segments.teams.purchases.monthly.churn")).toMatchObject({
      label: ["Teams", "monthly", "churn"],
      unit: "per month",
      percent: true,
      value: 0.03,
      low: 0.015,
      high: 0.06,
    });
  });

  it("take the model's own bounds where it tells them, and leave out what nothing reads", () => {
    const bounded: Model = {
      ...model,
      figures: {
        salary: {
          is: { low: "90k USD per employee per year", high: "120k USD per employee per year" },
        },
        unread: { is: "5 customers" },
      },
      costs: {
        engineers: {
          kind: "headcount",
          name: "Engineers",
          function: "research-and-development",
          people: "2 employees",
          salary: "salary",
        },
      },
    };
    const drivers = expectOk(adjustableDrivers(bounded));
    expect(drivers.find(({ name }) => name === "salary")).toMatchObject({
      group: "figures",
      value: 105_000,
      low: 90_000,
      high: 120_000,
      bounded: true,
    });
    expect(drivers.map(({ name }) => name)).not.toContain("unread");
  });

  it("are those of the scenario that is asked about", () => {
    const drivers = expectOk(adjustableDrivers(model, "slow"));
    expect(drivers.find(({ name }) => name === "segments.teams.first")?.value).toBe(6);
    expect(faultsOf(adjustableDrivers(model, "fast"))).toMatchObject([
      { code: "unknown-scenario" },
    ]);
  });
});

describe("a question of what would be if", () => {
  it("is a scenario of the model that no other one has the name of", () => {
    const taken: Model = { ...model, scenarios: { "what-if": { name: "Mine", set: {} } } };
    const asked = expectOk(scenarioModel(taken, { "costs.rent": "1 USD per month" }, "what-if"));
    expect(asked.scenario).toBe("what-if-1");
    expect(asked.model.scenarios?.["what-if-1"]).toEqual({
      name: "What if",
      from: "what-if",
      set: { "costs.rent": "1 USD per month" },
    });
  });

  it("is bounded, and its faults stand where the question has them", () => {
    const many = Object.fromEntries(
      Array.from({ length: overridesMax + 1 }, (_, index) => [`figure-${index}`, "1"]),
    );
    expect(faultsOf(scenarioModel(model, many, undefined))).toMatchObject([
      { code: "too-many-overrides", path: "/set" },
    ]);
    const long = { "costs.rent": "1".repeat(overrideLengthMax + 1) };
    expect(faultsOf(scenarioModel(model, long, undefined))).toMatchObject([
      { code: "override-too-long", path: "/set/costs.rent" },
    ]);
    const fault = { code: "unknown-name", path: "/scenarios/what-if/set/x", message: "none" };
    expect(inQuestion(fault, "what-if").path).toBe("/set/x");
    expect(inQuestion({ ...fault, path: "/costs/x" }, "what-if").path).toBe("/costs/x");
  });
});
