/** What work came to, or undefined where it took longer than `boundMs`; it goes on then, and nobody waits for it. Rejects as it does. */
export async function inTime<T>(boundMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), boundMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
