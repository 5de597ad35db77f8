/** How long something took: `40 s`, `12 min`, `3 h 20 min`, `2 d 4 h`. */
export function lengthText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return parts(hours, "h", minutes % 60, "min");
  return parts(Math.floor(hours / 24), "d", hours % 24, "h");
}

const parts = (more: number, of: string, less: number, ofLess: string): string =>
  less === 0 ? `${more} ${of}` : `${more} ${of} ${less} ${ofLess}`;
