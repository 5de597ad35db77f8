import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

interface Setup {
  readonly supportsNode: (version: string) => boolean;
  readonly newestChange: (paths: readonly string[], folder: string) => number;
}
const setup: Setup = await import(pathToFileURL(join(root, "scripts/setup.mjs")).href);

describe("the supported versions of Node", () => {
  it.each([
    ["18.20.4", false],
    ["20.18.3", false],
    ["20.19.0", true],
    ["21.7.3", false],
    ["22.0.0", false],
    ["22.11.0", false],
    ["22.12.0", true],
    ["23.1.0", true],
    ["24.4.1", true],
  ])("%s: %s", (version, supported) => {
    expect(setup.supportsNode(version)).toBe(supported);
  });

  it("are those of the package, and within those of what builds it", () => {
    expect(manifest.engines.node).toBe("^20.19 || >=22.12");
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    expect(lock[""].engines).toEqual(manifest.engines);
    expect(lock["node_modules/vite"].engines.node).toBe("^20.19.0 || >=22.12.0");
  });
});

describe("a build is due", () => {
  it("when a source changes, comes or goes, and when the lockfile changes", () => {
    const folder = mkdtempSync(join(tmpdir(), "florin-newest-"));
    const long = new Date(1_000_000_000_000);
    const touch = (path: string) => utimesSync(join(folder, path), long, long);
    mkdirSync(join(folder, "src/deep"), { recursive: true });
    mkdirSync(join(folder, "src/node_modules"));
    const files = ["src/deep/a.ts", "src/deep/b.ts", "package-lock.json"];
    for (const path of files) writeFileSync(join(folder, path), "");
    for (const path of [...files, "src/deep", "src"]) touch(path);
    const newest = () => setup.newestChange(["src", "package-lock.json", "gone"], folder);
    expect(newest()).toBe(long.getTime());

    rmSync(join(folder, "src/deep/b.ts"));
    expect(newest()).toBeGreaterThan(long.getTime());
    touch("src/deep");
    writeFileSync(join(folder, "package-lock.json"), "{}");
    expect(newest()).toBeGreaterThan(long.getTime());
    touch("package-lock.json");
    writeFileSync(join(folder, "src/node_modules/cache"), "");
    touch("src");
    expect(newest()).toBe(long.getTime());
    rmSync(folder, { recursive: true });
  });
});

describe("the published package", () => {
  it("is built anew, and holds no test, no fixture and no mark of a build", () => {
    expect(manifest.scripts.prepack).toBe("node scripts/build.mjs --fresh");
    const words = ["pack", "--dry-run", "--json", "--ignore-scripts"];
    const packed = spawnSync("npm", words, { cwd: root, encoding: "utf8" });
    const files: string[] = JSON.parse(packed.stdout)[0].files.map(
      ({ path }: { path: string }) => path,
    );
    expect(files).toContain("examples/bitnet-rust/model.ts");
    expect(files).toContain("schema/florin-1.schema.json");
    expect(files.filter((path) => /\.(test|test-d|fixture|golden)\.|\/\./.test(path))).toEqual([]);
  });
});
