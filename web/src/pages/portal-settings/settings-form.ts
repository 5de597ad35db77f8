import type { PortalSettings, PortalSettingsView } from "../../api/portal.ts";

/** The settings as a form has them: texts, empty where nothing is chosen. */
export interface PortalForm {
  readonly name: string;
  readonly logo: string | null;
  readonly colour: string;
  readonly supportEmail: string;
  readonly supportUrl: string;
  readonly languages: PortalSettings["languages"];
  /** An origin a line. */
  readonly origins: string;
  readonly address: string;
  readonly allow: PortalSettings["allow"];
  readonly plans: PortalSettings["plans"];
}

/** The form of settings. */
export const formOf = (settings: PortalSettingsView): PortalForm => ({
  name: settings.name ?? "",
  logo: settings.logo,
  colour: settings.colour,
  supportEmail: settings.supportEmail ?? "",
  supportUrl: settings.supportUrl ?? "",
  languages: settings.languages,
  origins: settings.origins.join("\n"),
  address: settings.address ?? "",
  allow: settings.allow,
  plans: settings.plans,
});

/** The settings of a form; what is empty is null. */
export const settingsOf = (form: PortalForm): PortalSettings => ({
  name: chosen(form.name),
  logo: form.logo,
  colour: form.colour,
  supportEmail: chosen(form.supportEmail),
  supportUrl: chosen(form.supportUrl),
  languages: form.languages,
  origins: form.origins.split(/\s+/).filter((origin) => origin !== ""),
  address: chosen(form.address),
  allow: form.allow,
  plans: form.plans,
});

const chosen = (text: string): string | null => (text.trim() === "" ? null : text.trim());
