import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { type Finding, fine, problem, warning } from "./finding.ts";

/** Node as the package file asks for it: ^20.19 || >=22.12. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  return fits
    ? fine("node", `Node ${version}`)
    : problem(
        "node",
        `Node ${version} is not supported`,
        "use Node 20.19 or later, 22.12 or later",
      );
}

/** The folder itself, or the nearest above it that is there. */
async function nearestFolder(folder: string): Promise<string> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined || dirname(path) === path) return path;
  }
}

/** Whether the data folder can be used, and keeps its secret to itself. */
export async function folderFindings(folder: string): Promise<readonly Finding[]> {
  const there = await nearestFolder(folder);
  const isThere = there === resolve(folder);
  if (!(await stat(there)).isDirectory())
    return [
      problem("data folder", `${there} is a file, not a folder`, "name a folder with --data"),
    ];
  const mayWrite = await access(there, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  const found = !mayWrite
    ? problem(
        "data folder",
        `${there} may not be written to`,
        "give it to the user of the server, or name another with --data",
      )
    : fine(
        "data folder",
        isThere ? resolve(folder) : `${resolve(folder)} will be made by the first start`,
      );
  return [found, await secretFinding(folder)];
}

const pepperBytes = 32;

async function secretFinding(folder: string): Promise<Finding> {
  const file = join(folder, "pepper");
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return fine("secret", "none yet: the first start makes the file pepper");
  if (found.size !== pepperBytes)
    return problem(
      "secret",
      `${file} is damaged: it holds ${found.size} bytes, not ${pepperBytes}`,
      "restore it from where you keep it",
    );
  // Windows has no such rights.
  if (process.platform !== "win32" && (found.mode & 0o077) !== 0)
    return warning("secret", `others than its owner may read ${file}`, `chmod 600 ${file}`);
  return fine("secret", "its owner alone may read it; keep a copy apart from backups");
}

const mebibyte = 1024 * 1024;
const roomLeast = 200 * mebibyte;
const roomToThinkOf = 2_048 * mebibyte;

/** Whether the disk of the data folder has room. */
export async function diskFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await nearestFolder(folder));
  const free = bavail * bsize;
  const found = `${Math.floor(free / mebibyte).toLocaleString("en")} MiB free for ${resolve(folder)}`;
  const remedy = "make room, or move the folder to a larger disk";
  if (free < roomLeast) return problem("disk", found, remedy);
  return free < roomToThinkOf ? warning("disk", found, remedy) : fine("disk", found);
}

/** Whether a server could listen at an address, or one does already. */
export async function portFinding(host: string, port: number): Promise<Finding> {
  const place = `${host}:${port}`;
  const failure = await listening(host, port);
  if (failure === undefined) return fine("port", `${place} is free`);
  if (failure !== "EADDRINUSE")
    return problem(
      "port",
      `${place} cannot be listened on: ${failure}`,
      "name another with --host and --port",
    );
  return (await isFlorin(host, port))
    ? fine("port", `a Florin answers on ${place}`)
    : problem("port", `another program listens on ${place}`, "name another port with --port");
}

function listening(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  return new Promise((done) => {
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(undefined)));
  });
}

async function isFlorin(host: string, port: number): Promise<boolean> {
  const reached = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host;
  try {
    const signal = AbortSignal.timeout(2_000);
    const answer = await fetch(`http://${reached}:${port}/readyz`, { signal });
    const said: unknown = await answer.json();
    return typeof said === "object" && said !== null && "checks" in said;
  } catch {
    return false;
  }
}
