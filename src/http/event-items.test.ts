import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { event, post, serverWith } from "./events-route.fixture.ts";

let server: Awaited<ReturnType<typeof serverWith>>;
beforeEach(async () => {
  await server?.app.close();
  server = await serverWith();
});
afterAll(() => server.app.close());

interface Answer {
  readonly id?: string;
  readonly status: string;
  readonly errors?: readonly { code: string; path: string; value?: unknown }[];
}
const shown = ({ id, status, errors = [] }: Answer): string =>
  [id, status, ...errors.map(({ code, path }) => `${code} ${path}`)].join(" ");
const text = (id: string): string => JSON.stringify({ ...event, id });

describe("the items of a batch", () => {
  it("are answered one by one, also where JSON hides something in one of them", async () => {
    const { app, stored } = server;
    const batch = [
      text("a"),
      text("b").replace("1200", "12345678901234567890"),
      text("c").replace('"id":"c"', '"id":"c","id":"d"'),
      text("e").replace("1200", "1e400"),
      text("f").replace("1200", '1,"operations":2'),
      `${"[".repeat(40)}{"a":1,"a":2}${"]".repeat(40)}`,
      "7",
      text("g"),
    ];
    const { status, body } = await post(app, `[${batch.join(" ,\n")}]`);
    expect(status).toBe(200);
    expect(body.items.map(shown)).toEqual([
      "a accepted",
      "b rejected imprecise-number /data/operations",
      "d rejected duplicate-key /id",
      "e rejected imprecise-number /data/operations",
      "f rejected duplicate-key /data/operations",
      " rejected too-complex ",
      " rejected wrong-type ",
      "g accepted",
    ]);
    expect(body).toMatchObject({ accepted: 2, rejected: 6 });
    expect(body.items[1].errors[0].value).toBe("12345678901234567890");
    expect(body.items[3].errors[0].value).toBe("1e400");
    expect(stored).toEqual(["a", "g"]);
  });

  it("have the limits of a document each: ten thousand of them are not too complex together", async () => {
    const { app } = server;
    const items = Array.from({ length: 2_000 }, (_, index) => ({ ...event, id: `k-${index}` }));
    const spaced = JSON.stringify(items).replaceAll('":', '" : ');
    expect((await post(app, spaced)).body).toMatchObject({ accepted: 2_000 });
    const noted = items.map(({ data, ...rest }) => ({ ...rest, data: { ...data, note: '":' } }));
    expect((await post(app, JSON.stringify(noted))).body).toMatchObject({ conflict: 2_000 });
  });

  it("are all refused without anything stored, and a batch of them is still answered", async () => {
    const { app, stored } = server;
    const { status, body } = await post(app, '[{"a":1,"a":2},{"id":"x" , "id":"y"}]');
    expect([status, body.rejected, stored]).toEqual([200, 2, []]);
  });
});

describe("a refused event", () => {
  const valuesOf = async (item: unknown): Promise<readonly unknown[]> => {
    const { body } = await post(server.app, JSON.stringify([item]));
    return body.items[0].errors.map(({ path, value }: { path: string; value: unknown }) => [
      path,
      value,
    ]);
  };

  it("is told the value of every rule it breaks, cut to a safe length", async () => {
    const long = "x".repeat(3_000);
    expect(
      await valuesOf({ ...event, colour: "red", id: 7, customer: long, data: { note: long } }),
    ).toEqual([
      ["/colour", "red"],
      ["/id", 7],
      ["/customer", `${"x".repeat(60)}…`],
      ["/data/note", `${"x".repeat(60)}…`],
    ]);
    expect(await valuesOf({ ...event, data: { note: "4111 1111 1111 1111" } })).toEqual([
      ["/data/note", undefined],
    ]);
    expect(await valuesOf({ ...event, card: "4111 1111 1111 1111" })).toEqual([
      ["/card", undefined],
    ]);
    const single = await post(server.app, JSON.stringify(event).replace("1200", "1e400"));
    expect(single.body.errors).toMatchObject([{ path: "/data/operations", value: "1e400" }]);
  });

  it("alone is refused as any other request is: with how many rules it breaks", async () => {
    const { body } = await post(server.app, JSON.stringify({ ...event, id: "", colour: "red" }));
    expect(body).toMatchObject({
      code: "invalid-request",
      detail: "2 rules are broken; see errors",
    });
    const one = await post(server.app, JSON.stringify({ ...event, id: "" }));
    expect(one.body.detail).toBe('"id" is empty');
    const twice = await post(server.app, '{"id":"a","id":"b"}');
    expect([twice.status, twice.body.code]).toEqual([400, "duplicate-key"]);
  });
});

it("an accepted event that no meter lets through its filter is said to be unbilled", async () => {
  const items = [event, { ...event, id: "t", data: { mode: "test" } }];
  const { body } = await post(server.app, JSON.stringify(items));
  expect(body.items).toEqual([
    { id: "e1", status: "accepted" },
    { id: "t", status: "accepted", unbilled: "unknown-meter" },
  ]);
});
