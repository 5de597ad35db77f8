import { CloudEvent, emitterFor, HTTP, httpTransport, Mode } from "cloudevents";
import { beforeAll, expect, it } from "vitest";
import { type ClientServer, operationsOf } from "./client-server.ts";

/** What `cloudevents` may do: its HTTP messages in both modes, posted to `/v1/events`. */
export function cloudEventsClient(running: () => ClientServer): void {
  let server: ClientServer;
  beforeAll(() => {
    server = running();
  });
  const event = (id: string, operations: number, subject: string) =>
    new CloudEvent({
      id,
      type: "inference",
      source: "/platform/eu",
      subject,
      time: "2026-01-09T08:00:00.000Z",
      data: { operations },
    });
  const used = (customer: string) => operationsOf(server, customer);
  const post = (message: { headers: unknown; body: unknown }) =>
    server.api.ask("POST", "/v1/events", {
      body: message.body,
      headers: Object.fromEntries(
        Object.entries(message.headers as Record<string, string>).map(([name, value]) => [
          name.toLowerCase(),
          value,
        ]),
      ),
    });

  it("posts an event in binary and in structured mode, which are one event", async () => {
    const one = event("ce-1", 7, "ce-a");
    expect((await post(HTTP.binary(one))).json).toMatchObject({ id: "ce-1", status: "accepted" });
    expect((await post(HTTP.structured(one))).json).toMatchObject({ status: "duplicate" });
    expect((await post(HTTP.structured(event("ce-2", 5, "ce-a")))).json).toMatchObject({
      status: "accepted",
    });
    expect(await used("ce-a")).toBe("12");
  });

  it.each([Mode.BINARY, Mode.STRUCTURED])("emits by its own transport in %s mode", async (mode) => {
    const address = `${server.origin}/v1/events`;
    const emit = emitterFor(httpTransport(address), { mode });
    const answer = (await emit(event(`ce-${mode}`, 1, `ce-${mode}`), {
      headers: { authorization: `Bearer ${server.apiKey}` },
    })) as { readonly body: string };
    expect(JSON.parse(answer.body)).toMatchObject({ id: `ce-${mode}`, status: "accepted" });
    expect(await used(`ce-${mode}`)).toBe("1");
  });

  it("is told what is wrong by the names of a CloudEvent", async () => {
    const { subject: _, ...nobody } = event("ce-3", 1, "ce-a").toJSON();
    const answer = await post(HTTP.structured(new CloudEvent(nobody)));
    expect([answer.status, answer.json]).toMatchObject([
      422,
      { errors: [{ code: "missing-field", path: "/subject" }] },
    ]);
  });
}
