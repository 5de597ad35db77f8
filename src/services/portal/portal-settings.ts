import type { PortalAllowance } from "../../access/portal-acts.ts";
import { type Fault, ok, type Result } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import { noteChange } from "../../store/act.ts";
import { findPortalSettings, savePortalSettings } from "../../store/portal-settings.ts";
import type { Tx } from "../../store/tenant.ts";
import type { BookParts } from "../report-parts.ts";
import { contrastLeast, contrastOf, darkened, textOn } from "./brand-colour.ts";
import { logoFault } from "./portal-logo.ts";

/** The languages that the portal's pages speak. */
export const portalLanguages = ["en", "de"] as const;

/** One of them. */
export type PortalLanguage = (typeof portalLanguages)[number];

/** How a tenant's portal looks and what it allows; what is left out has its default. */
export interface PortalSettings {
  /** What the portal is called; the seller's name, else the model's, where absent or null. */
  readonly name?: string | null;
  /** A picture as a `data:` URL: PNG, JPEG or SVG, of at most 100,000 characters. */
  readonly logo?: string | null;
  /** `#rrggbb`. */
  readonly colour?: string;
  readonly supportEmail?: string | null;
  readonly supportUrl?: string | null;
  /** Those that are offered, the first one where a customer has none of them. */
  readonly languages?: readonly PortalLanguage[];
  /** Pages of these origins may show the portal within them. */
  readonly origins?: readonly string[];
  /** Where people reach the portal: an origin; that of the request that makes a link where null. */
  readonly address?: string | null;
  readonly allow?: Partial<PortalAllowance>;
  /** The plans that a customer may go to: all of the current model, or these. */
  readonly plans?: "all" | readonly string[];
}

/** The same with nothing left out, and what follows from it. */
export interface PortalSettingsView extends Required<Omit<PortalSettings, "allow">> {
  readonly allow: PortalAllowance;
  /** What the portal is called. */
  readonly shownName: string;
  /** What is read better on the colour. */
  readonly textOnColour: "#ffffff" | "#000000";
  /** How far the colour stands from white, 1.0 to 21.0. */
  readonly contrast: string;
}

/** How a tenant's portal is set. */
export interface PortalSettingsDesk {
  readonly settings: (tenant: string) => Promise<PortalSettingsView>;
  /** Whose pages may show the portal within them; nobody's where there is no such tenant. */
  readonly origins: (tenant: string) => Promise<readonly string[]>;
  /**
   * Replaces the settings. Refuses `portal-colour-too-pale`, `invalid-picture`, `invalid-origin`, `unknown-plan`.
   */
  readonly putSettings: (
    tenant: string,
    settings: PortalSettings,
  ) => Promise<Result<PortalSettingsView>>;
}

const colourDefault = "#1f4e79";

/** Opens the settings of portals. */
export function createPortalSettings(
  parts: Pick<BookParts, "store" | "library">,
): PortalSettingsDesk {
  const { store, library } = parts;
  return {
    settings: (tenant) =>
      store.withTenant(tenant, (tx) => portalSettings(tx, library), { readOnly: true }),
    // Anybody may ask this of any name, so it reads as little as it can.
    origins: (tenant) =>
      store.withTenant(tenant, async (tx) => parsed(await findPortalSettings(tx)).origins ?? [], {
        readOnly: true,
      }),
    putSettings: (tenant, settings) =>
      store.withTenant(tenant, async (tx) => {
        const models = await library.of(tx);
        const plans = Object.keys(models?.books.current.model.plans ?? {});
        const faults = settingFaults(settings, plans);
        if (faults.length > 0) return { ok: false, faults };
        noteChange({
          before: withoutPicture(parsed(await findPortalSettings(tx))),
          after: withoutPicture(settings),
        });
        await savePortalSettings(tx, JSON.stringify(settings));
        return ok(await portalSettings(tx, library));
      }),
  };
}

/** What the transaction's tenant chose, with its defaults. */
export async function portalSettings(
  tx: Tx,
  library: BookParts["library"],
): Promise<PortalSettingsView> {
  const chosen = parsed(await findPortalSettings(tx));
  const colour = chosen.colour ?? colourDefault;
  const model = (await library.of(tx))?.books.current.model;
  return {
    name: chosen.name ?? null,
    shownName: chosen.name ?? model?.seller?.name ?? model?.name ?? tx.tenant,
    logo: chosen.logo ?? null,
    colour,
    textOnColour: textOn(colour),
    contrast: contrastOf(colour, "#ffffff").toFixed(1),
    supportEmail: chosen.supportEmail ?? null,
    supportUrl: chosen.supportUrl ?? null,
    languages: chosen.languages ?? portalLanguages,
    origins: chosen.origins ?? [],
    address: chosen.address ?? null,
    allow: {
      changePlan: true,
      cancel: true,
      paymentMethod: true,
      keys: true,
      members: true,
      ...chosen.allow,
    },
    plans: chosen.plans ?? "all",
  };
}

/** Checked before it was stored. */
const parsed = (text: string): PortalSettings => JSON.parse(text) as PortalSettings;

/** What the audit log says: of a picture only that there is one. */
const withoutPicture = ({ logo, ...settings }: PortalSettings) => ({
  ...settings,
  ...(logo === undefined ? {} : { logo: logo === null ? null : `${logo.length} characters` }),
});

function settingFaults(settings: PortalSettings, plans: readonly string[]): readonly Fault[] {
  const { colour, logo, origins = [], address, plans: offered = "all" } = settings;
  return [
    ...(colour === undefined ? [] : colourFaults(colour)),
    ...(logo === undefined || logo === null ? [] : logoFault(logo)),
    ...[...origins.entries()].flatMap(([place, origin]) =>
      originFault(origin, `/origins/${place}`),
    ),
    ...(address === undefined || address === null ? [] : originFault(address, "/address")),
    ...(offered === "all" ? [] : offered.flatMap((plan, place) => planFault(plan, plans, place))),
  ];
}

const colourFaults = (colour: string): readonly Fault[] =>
  contrastOf(colour, "#ffffff") >= contrastLeast
    ? []
    : [
        {
          code: "portal-colour-too-pale",
          path: "/colour",
          message: `on white it has a contrast of ${contrastOf(colour, "#ffffff").toFixed(1)}, and ${contrastLeast} is the least that is seen well`,
          value: colour,
          suggestion: `write "${darkened(colour)}"`,
        },
      ];

/** An origin as browsers write it; plain HTTP only for one's own machine. */
function originFault(origin: string, path: string): readonly Fault[] {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const isLocal = url?.protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(url.hostname);
  if (url?.origin === origin && (url.protocol === "https:" || isLocal)) return [];
  return [
    {
      code: "invalid-origin",
      path,
      message: "an origin is https:// and a host, with no path",
      value: origin.slice(0, 60),
      suggestion: 'write "https://app.example.com"',
    },
  ];
}

function planFault(plan: string, known: readonly string[], place: number): readonly Fault[] {
  if (known.includes(plan)) return [];
  const near = nearest(plan, known);
  return [
    {
      code: "unknown-plan",
      path: `/plans/${place}`,
      message: "the current model has no such plan",
      value: plan.slice(0, 60),
      ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
    },
  ];
}
