import { CloudEvent, HTTP } from "cloudevents";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { post, serverWith } from "./events-route.fixture.ts";

let server: Awaited<ReturnType<typeof serverWith>>;
beforeEach(async () => {
  await server?.app.close();
  server = await serverWith();
});
afterAll(() => server.app.close());

describe("CloudEvents 1.0", () => {
  const cloud = new CloudEvent({
    id: "ce-1",
    source: "urn:gateway:eu",
    type: "inference",
    subject: "c-1",
    time: "2026-01-05T10:00:00Z",
    data: { operations: 5 },
  });

  it.each([
    ["structured", HTTP.structured(cloud)],
    ["binary", HTTP.binary(cloud)],
  ])("are taken in %s mode, as the cloudevents package writes them", async (_mode, message) => {
    const { app, stored } = server;
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    );
    const answer = await post(app, String(message.body), headers);
    expect(answer).toMatchObject({ status: 200, body: { id: "ce-1", status: "accepted" } });
    expect(stored).toEqual(["ce-1"]);
  });

  it("are taken as a batch", async () => {
    const { app } = server;
    const batch = JSON.stringify([cloud, { ...JSON.parse(JSON.stringify(cloud)), id: "ce-2" }]);
    const type = { "content-type": "application/cloudevents-batch+json; charset=utf-8" };
    expect((await post(app, batch, type)).body).toMatchObject({ accepted: 2 });
  });

  const structured = JSON.parse(JSON.stringify(cloud)) as Record<string, unknown>;
  const without = (name: string) =>
    Object.fromEntries(Object.entries(structured).filter(([key]) => key !== name));
  const typed = (type: string) => ({ "content-type": type });
  const plain = { id: "p-1", type: "inference", customer: "c-1", time: "2026-01-05T10:00:00Z" };
  const namesOf = (errors: readonly { code: string; path: string }[] = []): readonly string[] =>
    errors.map(({ code, path }) => `${code} ${path}`);

  it("are taken item by item among others in a JSON batch, and line by line in a stream", async () => {
    const { app, stored } = server;
    const items = [plain, structured, { ...structured, id: "ce-2", specversion: "banana" }];
    const batch = await post(app, JSON.stringify(items));
    const lines = items.map((item) => `${JSON.stringify(item)}\n`).join("");
    const stream = await post(app, lines, typed("application/x-ndjson"));
    for (const answers of [batch.body.items, stream.body]) {
      expect(answers.map(({ id }: { id: string }) => id)).toEqual(["p-1", "ce-1", "ce-2"]);
      expect(namesOf(answers[2].errors)).toEqual(["not-a-choice /specversion"]);
      expect(answers[2].errors[0].value).toBe("banana");
    }
    expect(batch.body).toMatchObject({ accepted: 2, rejected: 1 });
    expect(stream.body.map(({ status }: { status: string }) => status)).toEqual([
      "duplicate",
      "duplicate",
      "rejected",
    ]);
    expect(stored).toEqual(["p-1", "ce-1"]);
  });

  it.each([
    ["of no version", without("specversion"), ["missing-field /specversion"]],
    ["of another version", { ...structured, specversion: "0.3" }, ["not-a-choice /specversion"]],
    ["of a number for one", { ...structured, specversion: 1 }, ["not-a-choice /specversion"]],
    ["without a source", without("source"), ["missing-field /source"]],
    ["without a subject", without("subject"), ["missing-field /subject"]],
    [
      "with binary data",
      { ...without("data"), data_base64: "AQ==" },
      ["unknown-field /data_base64"],
    ],
    [
      "with everything wrong",
      { specversion: "2", data_base64: "AQ==", subject: "c-1" },
      [
        "not-a-choice /specversion",
        "missing-field /id",
        "missing-field /source",
        "missing-field /type",
        "unknown-field /data_base64",
      ],
    ],
  ])("%s are refused by name, and nothing is stored", async (_name, item, errors) => {
    const { app, stored } = server;
    const one = await post(app, JSON.stringify(item), typed("application/cloudevents+json"));
    expect([one.status, namesOf(one.body.errors)]).toEqual([422, errors]);
    const batchType = typed("application/cloudevents-batch+json");
    const batch = await post(app, JSON.stringify([item, structured]), batchType);
    expect(namesOf(batch.body.items[0].errors)).toEqual(errors);
    expect(stored).toEqual(["ce-1"]);
  });

  it("in binary mode say their version too, and are refused where their data hide something", async () => {
    const { app, stored } = server;
    const { headers, body } = HTTP.binary(cloud);
    const { "ce-specversion": version, ...rest } = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    );
    expect(version).toBe("1.0");
    const none = await post(app, String(body), rest);
    expect(namesOf(none.body.errors)).toEqual(["missing-field /specversion"]);
    const other = await post(app, String(body), { ...rest, "ce-specversion": "0.3" });
    expect(namesOf(other.body.errors)).toEqual(["not-a-choice /specversion"]);
    const long = await post(app, '{"operations":9007199254740993}', {
      ...rest,
      "ce-specversion": "1.0",
    });
    expect(namesOf(long.body.errors)).toEqual(["imprecise-number /data/operations"]);
    expect(stored).toEqual([]);
  });
});
