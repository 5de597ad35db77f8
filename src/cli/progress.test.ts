import { describe, expect, it } from "vitest";
import { startProgress } from "./progress.ts";
import { recordingTerminal } from "./recording-terminal.fixture.ts";

describe("a progress bar", () => {
  it("is drawn where somebody watches, a few hundred times at most, and taken away", () => {
    const terminal = recordingTerminal({ interactive: true });
    const bar = startProgress("Usage", 1_000_000, terminal);
    for (let done = 0; done <= 1_000_000; done += 100) bar.at(done, `${done} bytes`);
    bar.clear();
    expect(terminal.drawn.length).toBeLessThan(210);
    expect(terminal.drawn[100]).toBe("Usage      ██████████████░░░░░░░░░░░░░░  50%  500000 bytes");
    expect(terminal.drawn.slice(-2)).toEqual([
      "Usage      ████████████████████████████ 100%  1000000 bytes",
      "",
    ]);
    expect(terminal.messages).toEqual([]);
  });

  it("is never drawn where nobody does; its last words are said all the same", () => {
    const terminal = recordingTerminal();
    const bar = startProgress("Usage", 10, terminal);
    bar.at(5);
    bar.clear();
    bar.done("10 events");
    expect(terminal.drawn).toEqual([]);
    expect(terminal.messages).toEqual(["10 events"]);
  });

  it("is full where there is nothing to do", () => {
    const terminal = recordingTerminal({ interactive: true });
    startProgress("Usage", 0, terminal).at(0);
    expect(terminal.drawn[0]).toContain("100%");
  });
});
