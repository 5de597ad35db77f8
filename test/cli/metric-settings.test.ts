import { expect, it } from "vitest";
import { florin, modelPath } from "./florin.ts";

const metered = modelPath("metered.yaml");

it("counts use as recurring where the model says so, in the plan as in what is lived", async () => {
  const { code, results } = await florin(["forecast", metered, "--metrics"]);
  expect(code).toBe(0);
  expect(results).toContain("Metrics counted by usage:in");
  for (const label of ["Average revenue per account", "LTV to CAC", "CAC payback"])
    expect(results.find((line) => line.startsWith(label))).not.toContain("–");
  const simulated = await florin(["simulate", metered, "--months", "6"]);
  expect(simulated.code).toBe(0);
  expect(simulated.results.at(-1)).toMatch(/each as forecast to the cent$/);
});

it("holds targets on unit economics that rest on use", async () => {
  expect((await florin(["check", metered, "--targets"])).code).toBe(0);
});

it("says that recurring value leaves usage out, and what a plan does not follow", async () => {
  const asked = ["--preset", "stripe", "--set", "dsoMethod:countback"];
  const { results } = await florin(["forecast", metered, "--metrics", ...asked]);
  expect(results.join("\n")).toContain("Recurring value leaves usage out, 100% of revenue");
  expect(results).toContain("Not followed in a plan, and counted as usual: dsoMethod:countback");
  expect(results.find((line) => line.startsWith("Recurring customers"))).toMatch(/ 0 +0$/);
});

it("refuses what is no setting at its option", async () => {
  const { code, messages } = await florin(["forecast", metered, "--set", "usag:in"]);
  expect(code).toBe(1);
  expect(messages.join("\n")).toMatch(/--set +unknown-metric-setting/);
});
