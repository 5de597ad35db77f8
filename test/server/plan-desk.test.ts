import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { expectOk, faultsOf } from "../../src/fault/fault.ts";
import planned from "../../src/model/fixtures/planned.ts";
import type { Model } from "../../src/model/model.ts";
import { planDesk } from "../../src/services/plan/plan-desk.ts";
import { compiledServer } from "./compiled-server.ts";

const thread = pathToFileURL(join(compiledServer(), "services/plan/plan-thread.js"));
const model: Model = { ...planned, horizon: { from: "2027-01", years: 1 } };

it("works out the same in a thread of its own as in the calling one, and refuses alike", async () => {
  const desk = planDesk(thread);
  const here = planDesk(undefined);
  const [forecast, unknown] = await Promise.all([
    desk(model, "forecast", {}),
    desk(model, "forecast", { scenario: "fast" }),
  ]);
  expect(expectOk(forecast)).toEqual(expectOk(await here(model, "forecast", {})));
  expect(faultsOf(unknown)).toEqual(faultsOf(await here(model, "forecast", { scenario: "fast" })));
  expect(expectOk(await desk(model, "drivers", {}))).toEqual(
    expectOk(await here(model, "drivers", {})),
  );
});

it("works a question out once, and knows a model again by what it says", async () => {
  const desk = planDesk(thread);
  const first = expectOk(await desk(model, "forecast", {}));
  expect(expectOk(await desk({ ...model }, "forecast", {}))).toBe(first);
  expect(expectOk(await desk({ ...model, name: "Other" }, "forecast", {}))).not.toBe(first);
});

it("leaves out what nobody waits for any more, and refuses more than it can keep waiting", async () => {
  const desk = planDesk(thread);
  const gone = new AbortController();
  const busy = desk(model, "forecast", {});
  const set = { "costs.rent": "1 USD per month" };
  const left = desk(model, "forecast", { set }, gone.signal);
  gone.abort();
  expect(faultsOf(await left)).toMatchObject([{ code: "overloaded" }]);
  await busy;
  expect((await desk(model, "forecast", { set })).ok).toBe(true);
  const many = Array.from({ length: 40 }, (_, index) =>
    desk(model, "drivers", { scenario: `none-${index}` }),
  );
  const codes = (await Promise.all(many)).map((answer) => faultsOf(answer)[0]?.code);
  expect(codes.filter((code) => code === "overloaded")).toHaveLength(7);
  expect(codes.filter((code) => code === "unknown-scenario")).toHaveLength(33);
});

it("rejects what a broken thread leaves, and each question after it tries again", async () => {
  const desk = planDesk(new URL("no-such-thread.js", thread));
  for (let time = 0; time < 2; time += 1)
    await expect(desk(model, "audit", {})).rejects.toThrow(/no-such-thread/);
});
