import type { Tx } from "./tenant.ts";

/** What is stored of a tenant's documents. */
export interface StoredDocumentSettings {
  /** JSON text. */
  readonly settings: string;
  readonly logo: StoredLogoHead | null;
}

/** What a logo is, without its bytes. */
export interface StoredLogoHead {
  readonly mediaType: "image/png" | "image/jpeg";
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A logo whole. */
export interface StoredLogo extends StoredLogoHead {
  readonly bytes: Uint8Array;
}

interface Row {
  readonly settings: string;
  readonly mediaType: StoredLogoHead["mediaType"] | null;
  readonly sha256: string | null;
}

/** The tenant's choices; the defaults where it made none. */
export async function findDocumentSettings(tx: Tx): Promise<StoredDocumentSettings> {
  const [row] = await tx.rows<Row>(
    'select settings, logo_type as "mediaType", logo_sha256 as sha256 from tenant_document_settings',
  );
  if (row === undefined) return { settings: "{}", logo: null };
  const { settings, mediaType, sha256 } = row;
  return { settings, logo: mediaType === null || sha256 === null ? null : { mediaType, sha256 } };
}

/** The tenant's logo; undefined where it has none. */
export async function findLogo(tx: Tx): Promise<StoredLogo | undefined> {
  const [row] = await tx.rows<StoredLogo>(
    `select logo as bytes, logo_type as "mediaType", logo_sha256 as sha256
      from tenant_document_settings where logo is not null`,
  );
  return row;
}

/** Replaces the settings; the logo stays. */
export async function saveDocumentSettings(tx: Tx, settings: string): Promise<void> {
  await tx.run(
    `insert into tenant_document_settings (settings) values ($1)
      on conflict (tenant) do update set settings = excluded.settings`,
    [settings],
  );
}

/** Replaces the logo, or removes it; the settings stay. */
export async function saveLogo(tx: Tx, logo: StoredLogo | null): Promise<void> {
  await tx.run(
    `insert into tenant_document_settings (settings, logo, logo_type, logo_sha256)
      values ('{}', decode($1, 'hex'), $2, $3)
      on conflict (tenant) do update set logo = excluded.logo, logo_type = excluded.logo_type,
        logo_sha256 = excluded.logo_sha256`,
    [
      logo === null ? null : Buffer.from(logo.bytes).toString("hex"),
      logo?.mediaType ?? null,
      logo?.sha256 ?? null,
    ],
  );
}
