import { never } from "./clickhouse-schema.ts";

/** True for what stands. */
export const stands = `withdrawn_at = ${never}`;

/** True for what stood once. */
export const withdrawn = `withdrawn_at <> ${never}`;
