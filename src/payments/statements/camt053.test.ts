import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { camtFile, type MadeEntry, type MadeStatement } from "./camt.fixture.ts";
import { STATEMENT_BYTES_MAX } from "./decode-text.ts";
import { readStatementFile } from "./statement-formats.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => expectOk(readStatementFile(bytes(text)));
const codes = (text: string) => faultsOf(readStatementFile(bytes(text))).map(({ code }) => code);
const versions = [2, 3, 4, 5, 6, 7, 8];

const transfer: MadeEntry = {
  amount: "119.00",
  direction: "CRDT",
  day: "2026-01-31",
  ref: "B-1",
  transactions: [
    {
      amount: "119.00",
      name: "Müller & Söhne AG",
      iban: "DE89370400440532013000",
      endToEnd: "E-1",
      ustrd: ["Rechnung INV-000042", "danke <3"],
      reference: "RF18539007547034",
      document: "INV-000043",
    },
  ],
};

describe.each(versions)("camt.053 version %i", (version) => {
  it("gives a transfer with all that it says", () => {
    const { lines, faults } = read(camtFile(version, [{ entries: [transfer] }]));
    expect(faults).toEqual([]);
    expect(lines).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        bookedOn: "2026-01-31",
        amount: "119.00",
        currency: "EUR",
        name: "Müller & Söhne AG",
        iban: "DE89370400440532013000",
        remittance: "Rechnung INV-000042 danke <3 INV-000043",
        reference: "RF18539007547034",
        endToEndId: "E-1",
        bankReference: "B-1",
        reversal: false,
      },
    ]);
  });

  it("takes a batch apart, and says how lines come back", () => {
    const batch: MadeEntry = {
      ...transfer,
      amount: "30.00",
      transactions: [
        { amount: "10.00", name: "A" },
        { amount: "20.00", name: "B", charge: "1.50" },
      ],
    };
    const back: MadeEntry = {
      ...transfer,
      ref: "B-2",
      direction: "DBIT",
      reversal: true,
      transactions: [{ amount: "119.00", name: "A", endToEnd: "E-1", returned: "AC04" }],
    };
    const { lines, faults } = read(
      camtFile(version, [{ opening: "0.00", closing: "-89.00", entries: [batch, back] }]),
    );
    expect(faults).toEqual([]);
    expect(lines).toMatchObject([
      { amount: "10.00", name: "A", batch: "B-1" },
      { amount: "20.00", name: "B", batch: "B-1", charges: "1.50" },
      { amount: "-119.00", name: "A", endToEndId: "E-1", reversal: true, returnReason: "AC04" },
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
  });
});

describe("a camt.053 file", () => {
  it("is checked against its balances", () => {
    const good: MadeStatement = { opening: "-19.00", closing: "100.00", entries: [transfer] };
    expect(read(camtFile(2, [good])).faults).toEqual([]);
    const bad = { ...good, closing: "100.01" };
    const { lines, faults } = read(camtFile(8, [good, bad]));
    expect(faults).toMatchObject([{ code: "statement-does-not-add-up", path: "/statements/1" }]);
    expect(lines).toHaveLength(2);
  });

  it("leaves out what is not booked", () => {
    const pending = { ...transfer, status: "PDNG" } as const;
    for (const version of [2, 8])
      expect(
        read(camtFile(version, [{ opening: "0.00", closing: "0.00", entries: [pending] }])),
      ).toEqual({ lines: [], faults: [] });
  });

  it("keeps a batch that does not add up as one line", () => {
    const batch = {
      ...transfer,
      amount: "31.00",
      transactions: [{ amount: "10.00" }, { amount: "20.00" }],
    };
    const { lines, faults } = read(camtFile(4, [{ entries: [batch] }]));
    expect(lines).toMatchObject([{ amount: "31.00", bankReference: "B-1" }]);
    expect(faults).toMatchObject([
      { code: "batch-does-not-add-up", path: "/statements/0/entries/0/transactions" },
    ]);
  });

  it("takes what was sent less what came for the banks' charges", () => {
    const [one] = transfer.transactions;
    const entry = { ...transfer, transactions: [{ ...one, amount: "119.00", sent: "125.00" }] };
    expect(read(camtFile(8, [{ entries: [entry] }])).lines[0]?.charges).toBe("6.00");
  });

  it("names each fault's place, and reads the other lines", () => {
    const file = camtFile(2, [{ opening: "0.00", closing: "9.00", entries: [transfer, transfer] }]);
    const wrong = file.replace(
      '<Amt Ccy="EUR">119.00</Amt><CdtDbtInd>',
      '<Amt Ccy="EUR">1.005</Amt><CdtDbtInd>',
    );
    const { lines, faults } = read(wrong);
    expect(lines).toHaveLength(1);
    expect(faults).toMatchObject([
      { code: "wrong-minor-unit", path: "/statements/0/entries/0/amount" },
    ]);
    const currency = read(file.replaceAll('Ccy="EUR">119', 'Ccy="XXX">119'));
    expect(currency.faults.map(({ code }) => code)).toEqual([
      "unknown-currency",
      "unknown-currency",
    ]);
    const day = read(
      file.replace("<Dt>2026-01-31</Dt></BookgDt>", "<Dt>2026-02-30</Dt></BookgDt>"),
    );
    expect(day.faults.map(({ code }) => code)).toContain("invalid-date");
  });

  it("gives the same ids again, and two equal payments of a day two ids", () => {
    const bare = { ...transfer, transactions: [{ amount: "119.00", name: "A" }] };
    const { ref: _, ...silent } = bare;
    const file = camtFile(2, [{ entries: [silent, silent] }]);
    const ids = read(file).lines.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(read(file).lines.map(({ id }) => id)).toEqual(ids);
  });

  it("may have prefixes, another encoding, and text that looks like markup", () => {
    const prefixed = camtFile(8, [{ entries: [transfer] }])
      .replaceAll(/<(\/?)([A-Z])/g, "<$1ns2:$2")
      .replace("xmlns=", "xmlns:ns2=");
    expect(read(prefixed).lines).toHaveLength(1);
    const latin = camtFile(2, [{ entries: [transfer] }]).replace("UTF-8", "ISO-8859-1");
    const encoded = Uint8Array.from([...latin].map((one) => one.charCodeAt(0)));
    expect(expectOk(readStatementFile(encoded)).lines[0]?.name).toBe("Müller & Söhne AG");
    const cdata = camtFile(2, [{ entries: [transfer] }]).replace(
      "Rechnung INV-000042",
      "<![CDATA[a &amp; b]]>",
    );
    expect(read(cdata).lines[0]?.remittance).toBe("a &amp; b danke <3 INV-000043");
  });

  it("is read back as it was made", () => {
    const cents = fc.integer({ min: 1, max: 10_000_000 });
    const entries = fc.array(
      fc.record({ cents, credit: fc.boolean(), text: fc.string({ maxLength: 30 }) }),
      {
        maxLength: 12,
      },
    );
    property(
      fc.property(
        fc.constantFrom(...versions),
        fc.array(entries, { minLength: 1, maxLength: 3 }),
        (version, made) => {
          const statements = made.map((all): MadeStatement => {
            const sum = all.reduce(
              (total, one) => total + (one.credit ? one.cents : -one.cents),
              0,
            );
            const clean = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, "");
            return {
              opening: "0.00",
              closing: (sum / 100).toFixed(2),
              entries: all.map((one) => ({
                amount: (one.cents / 100).toFixed(2),
                direction: one.credit ? "CRDT" : "DBIT",
                day: "2026-01-31",
                transactions: [{ amount: (one.cents / 100).toFixed(2), ustrd: [clean(one.text)] }],
              })),
            };
          });
          const { lines, faults } = read(camtFile(version, statements));
          expect(faults).toEqual([]);
          expect(lines.map(({ amount, remittance }) => [amount, remittance])).toEqual(
            made.flat().map(({ cents: size, credit, text }) => [
              `${credit ? "" : "-"}${(size / 100).toFixed(2)}`,
              text
                .replaceAll(/[^\x20-\x7e]/g, "")
                .replaceAll(/\s+/g, " ")
                .trim(),
            ]),
          );
        },
      ),
      60,
    );
  });
});

describe("a hostile file", () => {
  const sound = camtFile(2, [{ entries: [transfer] }]);

  it("may not bring entities or a document type", () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>`;
    expect(codes(sound.replace("<Document", `${bomb}<Document`))).toEqual([
      "statement-has-doctype",
    ]);
    const external = `<!doctype x SYSTEM "file:///etc/passwd">`;
    expect(codes(sound.replace("<Document", `${external}<Document`))).toEqual([
      "statement-has-doctype",
    ]);
    const unknown = read(sound.replace("danke", "&xxe; &#0; &#65;"));
    expect(unknown.lines[0]?.remittance).toContain("&xxe; &#0; A");
  });

  it("may not be cut off, too deep, too large or of another kind", () => {
    expect(codes(sound.slice(0, -30))).toEqual(["statement-malformed"]);
    const deep = sound.replace("<GrpHdr>", `<GrpHdr>${"<a>".repeat(500)}${"</a>".repeat(500)}`);
    expect(codes(deep)).toEqual(["statement-malformed"]);
    expect(codes(sound.replace("<GrpHdr>", "<GrpHdr><__proto__>1</__proto__>"))).toEqual([
      "statement-malformed",
    ]);
    expect(codes(sound.replace("053.001.02", "053.001.99"))).toEqual(["statement-version-unknown"]);
    expect(codes(sound.replace("camt.053.001.02", "camt.052.001.02"))).toEqual([
      "statement-version-unknown",
    ]);
    expect(
      codes(sound.replaceAll("Stmt>", "Rpt>").replaceAll("BkToCstmrRpt", "BkToCstmrStmt")),
    ).toEqual(["statement-empty"]);
    const large = readStatementFile(new Uint8Array(STATEMENT_BYTES_MAX + 1));
    expect(faultsOf(large).map(({ code }) => code)).toEqual(["statement-too-large"]);
    expect(codes("hello")).toEqual(["statement-format-unknown"]);
  });

  it("never makes the reader throw", () => {
    property(
      fc.property(
        fc.nat(sound.length),
        fc.nat(40),
        fc.string({ maxLength: 12 }),
        (at, cut, put) => {
          const broken = sound.slice(0, at) + put + sound.slice(at + cut);
          expect(typeof readStatementFile(bytes(broken)).ok).toBe("boolean");
        },
      ),
      300,
    );
  });
});
