import { describe, expect, it } from "vitest";
import { everyAction, everyReading } from "../access/roles.ts";
import { createSessions } from "./sessions.ts";

const hourMs = 3_600_000;

describe("a session", () => {
  it("reads for twelve hours, for its tenant", () => {
    const sessions = createSessions();
    const token = sessions.open("acme", 0);
    expect(sessions.find(token, 12 * hourMs - 1)).toEqual({
      tenant: "acme",
      credential: "session",
      kind: "session",
      allowed: everyReading,
    });
    expect(sessions.find(token, 12 * hourMs)).toBeUndefined();
  });

  it("may do what it was opened for, and no more", () => {
    const sessions = createSessions();
    const of = (...scopes: string[]) => sessions.find(sessions.open("acme", 0, scopes), 1)?.allowed;
    expect(of("usage.read")).toEqual(new Set(["usage.read"]));
    expect(of()).toEqual(new Set());
    expect(of("write")).toEqual(everyAction);
  });

  it("that is closed stays closed, and no other with it", () => {
    const sessions = createSessions();
    const [first, second] = [sessions.open("acme", 0), sessions.open("acme", 0)];
    sessions.close(first, hourMs);
    expect(sessions.find(first, hourMs)).toBeUndefined();
    expect(sessions.find(second, hourMs)).toBeDefined();
    sessions.close(second, 13 * hourMs);
    expect(sessions.find(first, 11 * hourMs)).toBeUndefined();
  });

  it("of another server, or a damaged one, is none and closes none", () => {
    const sessions = createSessions();
    const own = sessions.open("acme", 0);
    const foreign = createSessions().open("acme", 0);
    for (const token of [foreign, `${own}x`, "", ".", "a.b"]) {
      expect(sessions.find(token, 0), token).toBeUndefined();
      sessions.close(token, 0);
    }
    expect(sessions.find(own, 0)).toBeDefined();
  });
});

describe("an invitation", () => {
  it("is good once", () => {
    const sessions = createSessions();
    const invitation = sessions.invite("acme");
    expect([sessions.redeem(invitation), sessions.redeem(invitation)]).toEqual(["acme", undefined]);
  });
});
