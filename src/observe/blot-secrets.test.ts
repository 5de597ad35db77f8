import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyRuns, propertySeed } from "../../test/property.ts";
import { createSealer } from "../services/payments/sealer.ts";
import { blot, loggable, textBlotter } from "./blot-secrets.ts";
import { serverLog } from "./server-log.ts";

const secret = "AbCdEfGhIjKlMnOpQrStUvWxYz012345";

describe("textBlotter", () => {
  const blotted = textBlotter([]);

  it.each([
    [`florin_default_AbCdEfGhIjKl_${secret}`, `florin_default_AbCdEfGhIjKl_${blot}`],
    [`key cus_AbCdEfGhIjKl_${secret}.`, `key cus_AbCdEfGhIjKl_${blot}.`],
    [`whsec_${secret}=`, blot],
    [`sk_live_${secret}`, blot],
    [`authorization: bearer ${secret}`, `authorization: bearer ${blot}`],
    ["postgres://me:pa%20ss@db:5432/books", `postgres://${blot}@db:5432/books`],
    [`florin_session=${secret}; Path=/`, `florin_session=${blot}; Path=/`],
    [`/login?token=${secret}&next=/`, `/login?token=${blot}&next=/`],
    [createSealer(new Uint8Array(32)).seal(secret, "x"), blot],
  ])("blots out what shows by its form: %s", (text, expected) => {
    expect(blotted(text)).toBe(expected);
  });

  it("leaves the rest as it is", () => {
    const plain = "invoice INV-000001 of c-17, v1.2.3, https://example.com/a@b?x=1 florin_app";
    expect(blotted(plain)).toBe(plain);
  });
});

describe("loggable", () => {
  it("keeps of an error what says what broke, and no row that it carries", () => {
    const error = Object.assign(new Error("duplicate key", { cause: new Error("deeper") }), {
      code: "23505",
      detail: `Key (hash)=(${secret}) already exists.`,
      parameters: [secret],
    });
    const shown = loggable({ error });
    expect(shown).toMatchObject({
      error: {
        type: "Error",
        message: "duplicate key",
        code: "23505",
        cause: { message: "deeper" },
      },
    });
    expect(JSON.stringify(shown)).not.toContain(secret);
  });

  it("ends where something holds itself, and cuts what is long", () => {
    const own: Record<string, unknown> = { list: Array.from({ length: 500 }, () => 1n) };
    own.self = own;
    expect(JSON.stringify(loggable(own)).length).toBeLessThan(10_000);
  });
});

describe("serverLog", () => {
  it("never writes a secret, in whatever field and however deep it stands", () => {
    const marked = 'm4rk "ed\\ s3cret';
    const names = fc.constantFrom(
      "password",
      "apiKey",
      "Authorization",
      "set-cookie",
      "sealedKeys",
      "url",
      "note",
    );
    const values = fc.constantFrom(
      marked,
      `x${marked}y`,
      encodeURIComponent(marked),
      new Error(marked),
    );
    fc.assert(
      fc.property(names, values, fc.nat({ max: 8 }), (name, value, depth) => {
        const lines: string[] = [];
        const log = serverLog({
          level: "info",
          secrets: [marked],
          destination: { write: (line) => lines.push(line) },
        });
        let fields: object = { [name]: value };
        for (let level = 0; level < depth; level += 1) fields = { inner: fields };
        log.info(fields, `said ${marked}`);
        log.child({ [name]: "of a child" }).error(value);
        const text = lines.join("");
        for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
        for (const form of [
          marked,
          JSON.stringify(marked).slice(1, -1),
          encodeURIComponent(marked),
        ])
          expect(text).not.toContain(form);
      }),
      { seed: propertySeed, numRuns: 60 * propertyRuns },
    );
  });
});
