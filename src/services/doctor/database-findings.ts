import type { DatabaseFacts } from "../../store/database-facts.ts";
import type { Instant } from "../../time/instant.ts";
import { clockSkewMaxMs } from "../readiness.ts";
import { type Finding, fine, problem, warning } from "./finding.ts";

const versionMin = 150_000;
/** Half of what makes a server unready: time to set a clock. */
const skewToThinkOfMs = clockSkewMaxMs / 2;

/** What facts about a database come to. `now` is the machine's time; `connections` what one server holds at most. */
export const databaseFindings = (
  facts: DatabaseFacts,
  { now, connections }: { readonly now: Instant; readonly connections: number },
): readonly Finding[] => [
  versionFinding(facts),
  encodingFinding(facts),
  rightsFinding(facts),
  isolationFinding(facts),
  migrationsFinding(facts),
  clockFinding(facts, now),
  connectionsFinding(facts, connections),
];

const versionFinding = ({ version, versionNumber }: DatabaseFacts): Finding =>
  versionNumber >= versionMin
    ? fine("postgres", `PostgreSQL ${version} answers`)
    : problem("postgres", `PostgreSQL ${version} is too old`, "use PostgreSQL 15 or newer");

const encodingFinding = ({ encoding }: DatabaseFacts): Finding =>
  encoding === "UTF8"
    ? fine("encoding", "UTF8")
    : problem(
        "encoding",
        `the database is in ${encoding}`,
        "make it anew: create database … encoding 'UTF8' template template0",
      );

const rightsFinding = ({ mayBeApp }: DatabaseFacts): Finding =>
  mayBeApp
    ? fine("rights", "the user of the database may act as florin_app")
    : problem(
        "rights",
        "the user of the database may neither make the role florin_app nor act as it",
        "have an administrator run once: create role florin_app nologin; grant florin_app to <that user>;",
      );

function isolationFinding({ appPowers, unforced }: DatabaseFacts): Finding {
  if (appPowers.length > 0)
    return problem(
      "isolation",
      `the role florin_app ${appPowers.join(", ")}, so tenants are not apart`,
      "take that from it: alter role florin_app nosuperuser nobypassrls; give its tables to another role",
    );
  if (unforced.length > 0)
    return problem(
      "isolation",
      `row-level security is not forced on ${unforced.join(", ")}`,
      "alter table … enable row level security; alter table … force row level security; and look who turned it off",
    );
  return fine("isolation", "row-level security is forced on every table of tenants");
}

function migrationsFinding({ missing, unknown }: DatabaseFacts): Finding {
  const check = "migrations";
  if (unknown.length > 0)
    return problem(
      check,
      `a later version has been here: ${unknown.join(", ")}`,
      "run that version or a later one",
    );
  if (missing.length === 0) return fine(check, "all have been run");
  return warning(
    check,
    `${missing.length} are to be run, from ${missing[0]} on`,
    "the next start runs them; make a backup first",
  );
}

function clockFinding({ nowMs }: DatabaseFacts, now: Instant): Finding {
  const skew = Math.abs(nowMs - now);
  const found = `this machine and the database are ${(skew / 1_000).toFixed(1)} seconds apart`;
  const remedy = "let both keep time by NTP";
  if (skew > clockSkewMaxMs) return problem("clock", found, remedy);
  return skew > skewToThinkOfMs ? warning("clock", found, remedy) : fine("clock", found);
}

/** Connections of a server besides those of its pool: maintenance, moves of events, and whoever looks. */
const besides = 5;

const connectionsFinding = ({ connectionsMax }: DatabaseFacts, connections: number): Finding =>
  connections + besides <= connectionsMax
    ? fine("connections", `a server holds ${connections} of ${connectionsMax}`)
    : problem(
        "connections",
        `a server would hold ${connections}, and the database allows ${connectionsMax} in all`,
        "raise max_connections of the database, or lower FLORIN_DATABASE_CONNECTIONS",
      );
