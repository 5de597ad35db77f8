import { describe, expect, it } from "vitest";
import { formOf, settingsOf } from "./settings-form.ts";

const saved = {
  name: "Harbour",
  shownName: "Harbour",
  logo: null,
  colour: "#1f4e79",
  supportEmail: null,
  supportUrl: "https://help.example.com/",
  languages: ["en", "de"],
  origins: ["https://app.example.com", "https://example.com"],
  address: null,
  allow: { changePlan: true, cancel: false, paymentMethod: true, keys: true, members: true },
  plans: ["team"],
} as const;

describe("the form of the portal's settings", () => {
  it("gives back what it was made of", () => {
    const { shownName: _, ...settings } = saved;
    expect(settingsOf(formOf(saved))).toEqual(settings);
  });

  it("takes origins however they are set apart, and what is empty for nothing", () => {
    const form = {
      ...formOf(saved),
      name: "  ",
      origins: " https://a.example\n\nhttps://b.example ",
    };
    expect(settingsOf(form)).toMatchObject({
      name: null,
      origins: ["https://a.example", "https://b.example"],
    });
  });
});
