import { describe, expect, it } from "vitest";
import { consoleBlocks, printedAs, runConsole } from "../sippar/console-blocks.fixture.ts";

describe("README.md", async () => {
  const blocks = await consoleBlocks(new URL("README.md", import.meta.url));

  it("shows commands", () => {
    expect(blocks.length).toBeGreaterThan(2);
  });

  it.each(blocks)("prints what it shows: florin $command", async ({ command, printed }) => {
    const actual = await runConsole(command);
    expect(printedAs(printed, actual) ? printed : actual).toBe(printed);
  });
});
