import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { handleErrors } from "../error-handler.ts";
import { servePortalPages } from "./portal-pages.ts";

const app = Fastify();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-portal-files-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<p>the portal</p>");
  await writeFile(join(folder, "assets", "main.js"), "1");
  handleErrors(app);
  const origins = ["https://a.example", "https://b.example"];
  await servePortalPages(app, folder, {
    origins: async (tenant) => (tenant === "acme" ? origins : []),
  });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const framedBy = async (url: string): Promise<string> => {
  const shown = await app.inject(url);
  expect([shown.statusCode, shown.body], url).toEqual([200, "<p>the portal</p>"]);
  const policy = String(shown.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'; script-src 'self'");
  return policy.split("frame-ancestors ")[1] ?? "";
};

it("shows the page at every place in it, framed by nobody", async () => {
  for (const url of ["/portal", "/portal/", "/portal/invoices/c-1%3A1", "/portal/payment?added=1"])
    expect(await framedBy(url), url).toBe("'none'");
});

it("lets pages of the origins frame it that its environment names, and of no others", async () => {
  expect(await framedBy("/portal/embed/acme")).toBe("https://a.example https://b.example");
  expect(await framedBy("/portal/embed/acme/plan")).toBe("https://a.example https://b.example");
  expect(await framedBy("/portal/embed/zeta")).toBe("'none'");
  expect(await framedBy("/portal/embed/..%2Fx")).toBe("'none'");
});

it("serves its files for good, and is no page where programs ask", async () => {
  const file = await app.inject("/portal/assets/main.js");
  expect([file.statusCode, file.headers["cache-control"]]).toEqual([
    200,
    "public, max-age=31536000, immutable",
  ]);
  expect((await app.inject("/portal/v1/nothing")).statusCode).toBe(404);
});

it("starts without them", async () => {
  const bare = Fastify();
  await servePortalPages(bare, join(folder, "nowhere"), { origins: async () => [] });
  expect((await bare.inject("/portal")).statusCode).toBe(404);
  await bare.close();
});
