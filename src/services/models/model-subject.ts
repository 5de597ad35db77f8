/** What the audit log says was changed where a version of a model was published. */
export const modelSubject = (id: string, version: string): string =>
  `/v1/models/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}`;
