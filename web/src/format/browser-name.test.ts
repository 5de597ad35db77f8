import { describe, expect, it } from "vitest";
import { browserName } from "./browser-name.ts";

describe("browserName", () => {
  it("tells browsers apart that pretend to be others", () => {
    const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
    const said = [
      [
        `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0 Safari/537.36 Edg/140.0`,
        "Edge on Windows",
      ],
      [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/140.0 Safari/537.36`, "Chrome on Linux"],
      [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
        "Safari on iPhone",
      ],
      [
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Firefox on macOS",
      ],
      ["curl/8.5.0", "curl/8.5.0"],
      ["", "Not named"],
    ] as const;
    for (const [agent, name] of said) expect(browserName(agent)).toBe(name);
  });
});
