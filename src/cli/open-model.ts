import { type PriceBooks, priceBooks } from "../account/price-book.ts";
import type { Result } from "../fault/fault.ts";
import { loadModel } from "../model/load-model.ts";

/** Loads a model file and opens its price book; refuses with the faults that `florin check` prints. */
export async function openModel(path: string): Promise<Result<PriceBooks>> {
  const loaded = await loadModel(path);
  if (loaded.ok) return priceBooks([loaded.value.model]);
  return { ok: false, faults: loaded.faults.map((fault) => ({ file: path, ...fault })) };
}
