import { describe, expect, it } from "vitest";
import type { DatabaseFacts } from "../../store/database-facts.ts";
import { MINUTE_MS } from "../../time/instant.ts";
import { databaseFindings } from "./database-findings.ts";
import { nodeFinding } from "./machine-findings.ts";

const now = 1_700_000_000_000;
const sound: DatabaseFacts = {
  versionNumber: 180_004,
  version: "18.4",
  encoding: "UTF8",
  nowMs: now,
  connectionsMax: 100,
  mayBeApp: true,
  appPowers: [],
  missing: [],
  unknown: [],
  unforced: [],
};

/** What is not as it should be, and that something is said to do about it. */
function wrongWith(facts: Partial<DatabaseFacts>, connections = 10): readonly string[] {
  const findings = databaseFindings({ ...sound, ...facts }, { now, connections });
  const wrong = findings.filter(({ state }) => state !== "ok");
  for (const { remedy = "" } of wrong) expect(remedy.length).toBeGreaterThan(10);
  return wrong.map(({ check, state }) => `${check}: ${state}`);
}

describe("findings about a database", () => {
  it("are none where all is well", () => {
    expect(wrongWith({})).toEqual([]);
  });

  it.each<[Partial<DatabaseFacts>, string]>([
    [{ versionNumber: 140_012, version: "14.12" }, "postgres: problem"],
    [{ encoding: "LATIN1" }, "encoding: problem"],
    [{ mayBeApp: false }, "rights: problem"],
    [{ appPowers: ["is a superuser"] }, "isolation: problem"],
    [{ unforced: ["invoices"] }, "isolation: problem"],
    [{ missing: ["0040-people"] }, "migrations: warning"],
    [{ unknown: ["9999-later"] }, "migrations: problem"],
    [{ nowMs: now - 3 * MINUTE_MS }, "clock: warning"],
    [{ nowMs: now + 6 * MINUTE_MS }, "clock: problem"],
    [{ connectionsMax: 14 }, "connections: problem"],
  ])("tell of %j", (facts, wrong) => {
    expect(wrongWith(facts)).toEqual([wrong]);
  });
});

describe("nodeFinding", () => {
  it("holds Node to what the package file asks for", () => {
    const state = (version: string) => nodeFinding(version).state;
    for (const version of ["v20.19.0", "v22.12.0", "v23.0.0", "v24.1.0"])
      expect(state(version)).toBe("ok");
    for (const version of ["v18.20.0", "v20.18.9", "v21.7.0", "v22.11.0"])
      expect(state(version)).toBe("problem");
  });
});
