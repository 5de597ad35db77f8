const browsers = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["HeadlessChrome/", "Chrome without a window"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;

const systems = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const;

/** What a browser calls itself, in words: `Firefox on Linux`; its own text where it is none that is known. */
export function browserName(agent: string): string {
  const [, browser] = browsers.find(([mark]) => agent.includes(mark)) ?? [];
  const [, system] = systems.find(([mark]) => agent.includes(mark)) ?? [];
  if (browser === undefined) return agent === "" ? "Not named" : agent.slice(0, 60);
  return system === undefined ? browser : `${browser} on ${system}`;
}
