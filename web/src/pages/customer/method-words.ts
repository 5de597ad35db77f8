/** How money came, for people: `bank-transfer` is `Bank transfer`. Who records a payment may call it as they like. */
export const methodWords = (method: string): string =>
  `${method.slice(0, 1).toUpperCase()}${method.slice(1).replaceAll("-", " ")}`;
