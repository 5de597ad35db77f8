import { createHmac, randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { totpCode, totpStep } from "../../src/access/totp.ts";
import { fromBase32 } from "../server/from-base32.ts";
import { openProvider } from "../server/local-provider.ts";
import { client, type RunningFlorin, runFlorin } from "../server/running-florin.ts";
import { browserTestsSkipped, launch } from "./chromium.ts";
import { lookAt, watch } from "./looking.ts";
import { settle, visit } from "./visit.ts";

const password = "correct horse battery staple";

describe.skipIf(browserTestsSkipped)("people, keys and environments in the console", () => {
  let server: RunningFlorin;
  let browser: Browser;
  let page: Page;
  let recoveryCode = "";
  const problems: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      runFlorin("2026-01-10T10:00:00Z", { publicOrigin: "https://billing.example.com" }),
      launch(),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const open = (path: string): Promise<void> => visit(page, `${server.florin.origin}${path}`);
  const press = (name: string): Promise<void> =>
    page.getByRole("button", { name, exact: true }).click();

  it("invite the first owner with a key, and let them choose a password and one-time codes", async () => {
    const operator = await browser.newPage();
    await visit(operator, server.florin.consoleLink());
    await visit(operator, `${server.florin.origin}/members?open=new`);
    await operator.getByText("Nobody signs in with a name yet.").waitFor();
    await operator.getByLabel("Name").fill("Ada");
    await operator.getByLabel("E-mail").fill("ada@example.com");
    await operator.getByRole("combobox", { name: "Role" }).click();
    await operator.getByRole("option", { name: "Owner" }).click();
    await operator.getByLabel("API key that may write").fill(server.apiKey);
    await operator.getByRole("button", { name: "Make the invitation" }).click();
    const link = await operator.locator("code", { hasText: "/invitation#" }).innerText();
    await lookAt(operator, "invitation-made");
    await operator.close();

    watch(page, server.florin.origin, problems);
    await visit(page, link);
    await lookAt(page, "invitation");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByLabel("The same again", { exact: true }).fill(password);
    await press("Accept the invitation");
    await page.getByRole("heading", { name: "Your account" }).waitFor();
    await press("Set up one-time codes");
    await page.getByRole("img", { name: "The secret as a QR code for an app" }).waitFor();
    await lookAt(page, "one-time-codes");
    const secret = fromBase32((await page.locator("form code").innerText()).replaceAll(" ", ""));
    const code = totpCode(
      (counter) => createHmac("sha1", secret).update(counter).digest(),
      totpStep(Date.now()),
    );
    await page.getByLabel("The code that the app shows").fill(code);
    await press("Turn them on");
    const codes = await page.getByRole("status").locator("code").innerText();
    [recoveryCode = ""] = codes.split(/\s+/);
    expect(codes.split(/\s+/)).toHaveLength(10);
    await press("Done");
    await page.getByText("They are on.").waitFor();
  });

  it("make, rotate and revoke a key in their own name", async () => {
    await open("/api-keys?open=new");
    await page.getByLabel("Name").fill("sender");
    await page.getByRole("combobox", { name: "It may" }).click();
    await page.getByRole("option", { name: "Do what is chosen below" }).click();
    await page.getByRole("group", { name: "Usage" }).getByLabel("write").check();
    await lookAt(page, "api-key-form");
    await press("Make it");
    const key = await page
      .locator("code", { hasText: /^florin_[^…]+$/ })
      .first()
      .innerText();
    await press("Done");
    const sender = client(server.florin.origin, key);
    expect((await sender.get("/v1/summary")).json).toMatchObject({ code: "forbidden" });
    await sender.close();
    await press("Rotate sender");
    await press("Make the new key");
    await press("Done");
    await page.getByText("Being replaced").waitFor();
    await page.getByRole("button", { name: "Revoke sender" }).first().click();
    await press("Revoke it");
    await page.getByText("Revoked", { exact: true }).waitFor();
  });

  it("make a sandbox, move its clock by years, and go on in it", async () => {
    await open("/environments?open=new");
    await page.getByLabel("Name").fill("Spring prices");
    await press("Make it");
    await press("Done");
    await press("Move its clock Spring prices");
    await page.getByLabel("On by").fill("2");
    await page.getByRole("combobox", { name: "Of" }).click();
    await page.getByRole("option", { name: "Years" }).click();
    await press("Move it");
    await page.getByText("It shows 10 Jan 2028, 10:00 UTC.").waitFor();
    await lookAt(page, "environments");
    await press("Environment Default");
    await page.getByRole("menuitem", { name: "Spring prices" }).click();
    await press("Environment Spring prices");
    await page.getByText("As of 10 Jan 2028, 10:00 UTC").waitFor();
    await page.getByRole("menuitem", { name: "Default" }).click();
    await page.getByRole("button", { name: "Environment Default" }).waitFor();
  });

  it("make a role of their own, and see what each may do", async () => {
    await open("/roles");
    await page.getByText("None yet.").waitFor();
    await press("Make a role");
    await page.getByLabel("Name").fill("Auditor");
    await page.getByLabel(/^Id/).fill("auditor");
    await page.getByRole("group", { name: "Ledger" }).getByLabel("read").check();
    await press("Make it");
    const table = page.getByRole("table", { name: "Roles and actions" });
    await table.getByRole("columnheader", { name: "Auditor" }).waitFor();
    await open("/members");
    await press("Invite somebody");
    await page.getByRole("combobox", { name: "Role" }).click();
    await page.getByRole("option", { name: "Auditor" }).waitFor();
  });

  it("set a provider of sign-in, which others are led to by their e-mail, and remove it", async () => {
    await open("/settings");
    await press("Set a provider");
    for (const [label, text] of [
      ["Issuer", "https://login.example.com"],
      ["Client id", "florin"],
      ["Client secret", "a secret that the provider made"],
      ["Domains of e-mails that it lets in", "acme.example"],
    ] as const)
      await page.getByLabel(label).fill(text);
    await page.getByLabel(/^Lead people here/).check();
    await lookAt(page, "sign-in-provider-form");
    await press("Set it");
    await page.getByText("https://billing.example.com/sign-in/openid/callback/default").waitFor();
    await lookAt(page, "settings-sign-in-provider");
    const fresh = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const door = await fresh.newPage();
    await visit(door, `${server.florin.origin}/sign-in`);
    await door.getByLabel("Your e-mail at work").fill("grace@nowhere.example");
    await lookAt(door, "sign-in-by-email");
    await door.getByRole("button", { name: "Find your organisation's sign-in" }).click();
    await door.getByText("could not be reached, or it has none here").waitFor();
    await fresh.close();
    await press("Remove");
    await press("Remove it");
    await page.getByText("None", { exact: true }).waitFor();
  });

  it("sign in with their password and a code, and see where they are signed in", async () => {
    await open("/sessions");
    await page.getByText(/this one/).waitFor();
    await page.getByRole("button", { name: "Sign out" }).first().click();
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await press("Sign in");
    await page.getByText("The e-mail or the password is not right.").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(password);
    await press("Sign in");
    await page.getByLabel("One-time or recovery code").fill(recoveryCode);
    await lookAt(page, "sign-in-code");
    await press("Sign in");
    await page.getByRole("heading", { name: "Sessions", exact: true }).waitFor();
    await settle(page);
    expect(problems.splice(0).filter((problem) => !problem.includes("401"))).toEqual([]);
  });
});

/**
 * A port that nobody listens on: a provider is told where to send browsers back to before the server runs. It is below those that systems
 * give to whoever asks for any, so that nobody is given it meanwhile.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + randomInt(12_000);
    const holder = createServer().listen(port, "0.0.0.0");
    const isFree = await once(holder, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    holder.close();
    await once(holder, "close");
    return port;
  }
}

describe.skipIf(browserTestsSkipped)("a server that others reach, in the console", () => {
  let provider: Server;
  let server: RunningFlorin;
  let browser: Browser;
  let page: Page;
  let person = "stranger";
  let origin = "";
  const clientSecret = "a secret of the client";

  beforeAll(async () => {
    provider = createServer().listen(0, "127.0.0.1");
    await once(provider, "listening");
    const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    openProvider(provider, {
      issuer,
      redirectUris: [`${origin}/sign-in/openid/callback`],
      clientSecret,
      accounts: {
        ada: { email: "ada@example.com", email_verified: true, name: "Ada" },
        stranger: { email: "stranger@example.com", email_verified: true },
      },
      person: () => person,
    });
    const openId = { issuer, clientId: "florin", clientSecret, origin };
    [server, browser] = await Promise.all([
      runFlorin("2026-01-10T10:00:00Z", { host: "0.0.0.0", port, openId }),
      launch(),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await browser?.close();
    await server?.stop();
    provider?.close();
  });

  it("waits for its first owner, who holds what it printed", async () => {
    const { hash } = new URL(server.florin.setUpLink ?? "");
    await visit(page, `${origin}/customers`);
    await page.getByRole("heading", { name: "This server waits for its first owner" }).waitFor();
    await lookAt(page, "set-up-needed");
    await visit(page, `${origin}/set-up${hash}`);
    await page.getByRole("heading", { name: "Set up Florin" }).waitFor();
    await lookAt(page, "set-up");
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByLabel("The same again", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Become the owner" }).click();
    await page.getByRole("heading", { name: "Your account" }).waitFor();
    const other = await browser.newPage();
    await visit(other, `${origin}/set-up#another`);
    for (const [label, text] of [
      ["Your name", "Eve"],
      ["E-mail", "eve@example.com"],
    ] as const)
      await other.getByLabel(label).fill(text);
    await other.getByLabel("Password", { exact: true }).fill(password);
    await other.getByLabel("The same again", { exact: true }).fill(password);
    await other.getByRole("button", { name: "Become the owner" }).click();
    await other.getByRole("heading", { name: "This link sets nothing up" }).waitFor();
    await other.close();
  });

  it("lets people in by the provider, and says what went wrong there", async () => {
    const fresh = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const door = await fresh.newPage();
    await visit(door, `${origin}/`);
    const enter = door.getByRole("link", { name: "Sign in with your organisation" });
    await enter.click();
    await door.getByText("you are no member here").waitFor();
    await lookAt(door, "sign-in-provider");
    await fresh.clearCookies();
    person = "ada";
    await enter.click();
    await door.getByRole("heading", { name: "Overview" }).waitFor();
    await fresh.close();
  });
});
