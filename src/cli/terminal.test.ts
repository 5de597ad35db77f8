import { describe, expect, it } from "vitest";
import { recordingTerminal } from "./recording-terminal.fixture.ts";
import { counted, faultText, refuseWith, showsColours, styled } from "./terminal.ts";

const fault = {
  code: "unknown-meter",
  path: "/plans/team/charges/ops/meter",
  message: 'the model declares no meter "op"',
  value: "op",
  suggestion: 'did you mean "ops"?',
};

describe("a fault for people", () => {
  const terminal = recordingTerminal();
  const textOf = (...args: Partial<typeof fault>[]): string =>
    faultText(Object.assign({}, fault, ...args), "error", terminal, "err");

  it("says where, which rule, what is wrong and what to do", () => {
    expect(textOf().split("\n")).toEqual([
      "error    /plans/team/charges/ops/meter  unknown-meter",
      '         the model declares no meter "op"',
      '         → did you mean "ops"?',
    ]);
  });

  it("has its place in the file where that is known", () => {
    const placed = { ...fault, file: "model.yaml", line: 12, column: 7 };
    expect(faultText(placed, "warning", terminal, "out").split("\n")[0]).toBe(
      "warning  model.yaml:12:7  /plans/team/charges/ops/meter  unknown-meter",
    );
    expect(faultText({ ...fault, line: 12 }, "error", terminal, "out")).toContain(
      "error    12  /plans",
    );
  });

  it("shows the value where the message does not, cut where it is long", () => {
    expect(textOf({ message: "a quantity is not negative", value: "-1" })).toContain(
      'a quantity is not negative ("-1")',
    );
    expect(textOf({ message: "too long", value: "x".repeat(200) })).toContain(
      `too long ("${"x".repeat(59)}…)`,
    );
    expect(faultText({ code: "a", path: "", message: "b" }, "error", terminal, "err")).toBe(
      "error    a\n         b",
    );
  });

  it("is broken to the width of the terminal, and cannot move its cursor", () => {
    const narrow = recordingTerminal({ columns: 60 });
    const message = "units are included, and what happens past them is not said: they are billed";
    const rows = faultText({ ...fault, message }, "error", narrow, "out").split("\n");
    expect(rows.slice(1, 3)).toEqual([
      "         units are included, and what happens past them is",
      '         not said: they are billed ("op")',
    ]);
    const sly = { ...fault, message: "a \u001b[31mred\u001b[0m herring" };
    expect(faultText(sly, "error", terminal, "err")).not.toContain("\u001b");
  });

  it("goes to the error side, and ends a command with 1", () => {
    const watched = recordingTerminal();
    expect(refuseWith([fault, fault], watched)).toBe(1);
    expect(watched.messages).toHaveLength(6);
    expect(watched.results).toEqual([]);
  });
});

describe("colours", () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: "1" }, false],
    [true, { NO_COLOR: "" }, true],
    [true, { TERM: "dumb" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [true, { FORCE_COLOR: "0" }, false],
    [true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  ])("are shown by a terminal (%s) with %j: %s", (isTerminal, environment, shown) => {
    expect(showsColours(isTerminal, environment)).toBe(shown);
  });

  it("are of one side: a piped result has none while errors on the terminal do", () => {
    const terminal = recordingTerminal({ colours: { out: false, err: true } });
    expect(styled("red", "x", terminal, "out")).toBe("x");
    expect(styled("red", "x", terminal, "err")).toBe("\u001b[31mx\u001b[39m");
  });
});

it("counts in English", () => {
  expect([0, 1, 2, 1_000_000].map((count) => counted(count, "fault"))).toEqual([
    "no faults",
    "1 fault",
    "2 faults",
    "1,000,000 faults",
  ]);
});
