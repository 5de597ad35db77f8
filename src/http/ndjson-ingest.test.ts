import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import { bodyBytesMax } from "./bodies.ts";
import { ingestLines } from "./ndjson-ingest.ts";
import { Refusal } from "./problem.ts";

/** A body of chunks that counts what is read of it; `packedBytes` of them came packed. */
function bodyOf(chunks: Iterable<string | Buffer>, packedBytes?: number) {
  const read = { bytes: 0 };
  const body = Readable.from(
    (function* () {
      for (const chunk of chunks) {
        const bytes = Buffer.from(chunk);
        read.bytes += bytes.length;
        yield bytes;
      }
    })(),
    { highWaterMark: 1 },
  );
  if (packedBytes !== undefined) Object.assign(body, { receivedEncodedLength: packedBytes });
  return { body, read };
}

function* repeated(chunk: Buffer, times: number): Iterable<Buffer> {
  for (let count = 0; count < times; count += 1) yield chunk;
}

const mebi = 1_048_576;

/** What a body is answered with: `line status code` for each line, or the refusal of it all. */
async function answered(body: Readable): Promise<readonly string[] | Refusal> {
  const request = new IncomingMessage(new Socket());
  request.complete = true;
  try {
    const lines = await ingestLines(request, body, async (items) =>
      items.map(() => ({ status: "accepted" })),
    );
    let text = "";
    for await (const part of lines) text += part;
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line))
      .map(({ line, status, errors = [] }) => [line, status, errors[0]?.code ?? ""].join(" "));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const refusalOf = async (body: Readable): Promise<string> => {
  const answer = await answered(body);
  return answer instanceof Refusal
    ? [answer.code, ...answer.faults.map(({ code }) => code)].join(" ")
    : `answered ${answer.join(", ")}`;
};

describe("a stream of lines", () => {
  it("may hold blank lines and lines of any cut, and a line too long between others", async () => {
    const { body } = bodyOf(['{"a":', "1}\n\n\r\n  \n", `"${"x".repeat(300_000)}`, '"\n{}', "\n7"]);
    expect(await answered(body)).toEqual([
      "1 accepted ",
      "5 rejected line-too-long",
      "6 accepted ",
      "7 accepted ",
    ]);
  });

  it("of nothing is answered with nothing", async () => {
    expect(await answered(bodyOf([]).body)).toEqual([]);
    expect(await answered(bodyOf(["\n\n"]).body)).toEqual([]);
  });

  it.each([
    ["blank lines", 0x0a, "malformed-body", "inflated-too-large"],
    ["one line", 0x20, "body-too-large line-too-long", "inflated-too-large"],
  ])("that goes on with %s is not read to its end", async (_name, byte, plain, packed) => {
    const chunk = Buffer.alloc(65_536, byte);
    const long = bodyOf(repeated(chunk, 10_000));
    expect(await refusalOf(long.body)).toBe(plain);
    expect(long.read.bytes).toBeLessThan(6 * mebi);
    expect(await refusalOf(bodyOf(repeated(chunk, 10_000), 1_000).body)).toBe(packed);
    const later = bodyOf(["{}\n", ...repeated(chunk, 1_000)]);
    expect(await answered(later.body)).toEqual([
      "1 accepted ",
      expect.stringMatching(/^\d+ rejected (malformed-body|line-too-long)$/),
    ]);
    expect(later.read.bytes).toBeLessThan(6 * mebi);
  });

  it("that unpacks to a hundred times its size is not read on, past what any body may have", async () => {
    const line = Buffer.from(`{"n":"${"x".repeat(1_000)}"}\n`);
    const lines = Math.ceil((5 * mebi) / line.length);
    const bomb = bodyOf(repeated(line, 100 * lines), 30_000);
    const answers = await answered(bomb.body);
    expect(Array.isArray(answers) && answers.at(-1)).toMatch(/^\d+ rejected inflated-too-large$/);
    expect(bomb.read.bytes).toBeLessThan(bodyBytesMax + mebi);
    const honest = await answered(bodyOf(repeated(line, lines), 60_000).body);
    expect(honest).toHaveLength(lines);
  });
});

it("the refusal of a stream is a fault with a code", async () => {
  const refusal = await answered(bodyOf(repeated(Buffer.alloc(mebi), 9)).body);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(faultsOf({ ok: false, faults: (refusal as Refusal).faults })).toMatchObject([
    { code: "line-too-long", path: "" },
  ]);
});
