import { describe, expect, it } from "vitest";
import { shownSettings } from "./shown-settings.ts";

describe("shownSettings", () => {
  it("tells where each is set, and no secret", () => {
    const shown = shownSettings({
      port: "4280",
      databaseUrl: "postgresql://florin:hidden@db.internal:5432/florin",
      taxKey: "hidden",
      clickhouseUrl: undefined,
    });
    expect(shown.map(({ variable, key, value }) => [variable, key, value])).toEqual([
      ["FLORIN_PORT", "server.port", "4280"],
      ["DATABASE_URL", "database.url", "postgresql://••••••@db.internal:5432/florin"],
      ["FLORIN_TAX_KEY", "tax.key", "••••••"],
      ["CLICKHOUSE_URL", "clickhouse.url", null],
    ]);
    expect(JSON.stringify(shown)).not.toContain("hidden");
  });
});
