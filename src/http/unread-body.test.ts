import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { answerBeforeRest, dropRest } from "./unread-body.ts";

const request = (): IncomingMessage => new IncomingMessage(new Socket());
const soon = { bytesMax: 1_000, idleMs: 20, totalMs: 60_000 };
const late = { bytesMax: 1_000, idleMs: 60_000, totalMs: 60_000 };

describe("the rest of a body", () => {
  it("is read to its end where it is short", async () => {
    const sent = request();
    const dropped = dropRest(sent, late);
    for (const part of ["a", "b", null]) sent.push(part);
    expect(await dropped).toBe(true);
    expect(await dropRest(sent, late)).toBe(true);
  });

  it("is given up past a size, and when nothing more comes", async () => {
    const long = request();
    const dropped = dropRest(long, late);
    for (let part = 0; part < 20; part += 1) long.push("x".repeat(100));
    expect(await dropped).toBe(false);
    expect(await dropRest(request(), soon)).toBe(false);
    const inAll = dropRest(request(), { ...late, totalMs: 20 });
    expect(await inAll).toBe(false);
  });

  it("is given up with its connection", async () => {
    const cut = request();
    const dropped = dropRest(cut, late);
    cut.destroy();
    expect(await dropped).toBe(false);
  });

  it("comes after the answer, which ends when it was read", async () => {
    const sent = request();
    const answer = answerBeforeRest(sent, "no");
    const parts: string[] = [];
    for await (const part of answer) {
      parts.push(String(part));
      sent.push("more");
      sent.push(null);
    }
    expect(parts).toEqual(["no"]);
    expect(sent.readableEnded).toBe(true);
  });
});
