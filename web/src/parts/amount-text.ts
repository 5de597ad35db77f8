/** Whether a text is an amount above zero as a form takes it: plain digits, with a point for decimals. */
export const isAmount = (text: string): boolean =>
  /^\d{1,15}(\.\d{1,6})?$/.test(text.trim()) && /[1-9]/.test(text);
