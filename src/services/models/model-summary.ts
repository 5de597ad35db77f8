/** A published model version. */
export interface ModelSummary {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly currency: string;
  readonly publishedAt: string;
  /** Who published it, as the audit log names them: `member:…`, `key:…`; null where it does not tell. */
  readonly publishedBy: string | null;
  /** In how many places it says something else than the version before; null of the first. */
  readonly changes: number | null;
}
