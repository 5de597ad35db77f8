import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { settingList } from "../../src/config/settings.ts";
import { settle } from "../../src/config/settle-settings.ts";
import { readText } from "./markdown.ts";

type Values = Readonly<Record<string, string>>;

/** The documents of a YAML file, which must all be well formed. */
function documents(path: string): readonly Record<string, never>[] {
  return parseAllDocuments(readText(path)).map((document) => {
    expect([...document.errors, ...document.warnings], path).toEqual([]);
    return document.toJS();
  });
}

const known = new Set(settingList.map(([, { variable }]) => variable));
const { length: settingsCount } = settingList;

/** What a file sets must be settings, with values that they may have. */
function expectSettings(given: Values, others: readonly string[] = []): void {
  const own = Object.entries(given).filter(([name]) => !others.includes(name));
  expect(own.map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
  // What is put in at the start stands for itself.
  const environment = Object.fromEntries(
    own.map(([name, value]) => [name, value.replace(/\$\{[^}]*\}/g, "x")]),
  );
  expect(settle({ environment })).toMatchObject({ ok: true });
}

describe("deploy/", () => {
  const dockerfile = readText("deploy/Dockerfile");
  const [compose] = documents("deploy/compose.yaml") as unknown as [
    {
      services: Record<
        string,
        { environment: Values; stop_grace_period: string; volumes: string[] }
      >;
      volumes: object;
    },
  ];
  const objects = documents("deploy/kubernetes.yaml") as unknown as readonly {
    kind: string;
    data?: Values;
    stringData?: Values;
    spec?: { replicas?: number; minAvailable?: number; template?: { spec: PodSpec } };
  }[];
  const ofKind = (kind: string) => objects.find((object) => object.kind === kind);

  interface PodSpec {
    readonly terminationGracePeriodSeconds: number;
    readonly containers: readonly [Readonly<Record<string, { httpGet: { path: string } }>>];
  }

  it("says of each file that it was not tried", () => {
    for (const name of ["Dockerfile", "compose.yaml", "kubernetes.yaml"])
      expect(readText(`deploy/${name}`), name).toContain("# Untested");
  });

  it("sets only what can be set, to what it may be", () => {
    expect(settingsCount).toBeGreaterThan(10);
    const env = /^ENV ((?:.*\\\n)*.*)$/m.exec(dockerfile)?.[1] ?? "";
    const pairs = env.replaceAll("\\\n", " ").trim().split(/\s+/);
    expectSettings(Object.fromEntries(pairs.map((pair) => pair.split("=") as [string, string])), [
      "NODE_ENV",
    ]);
    expectSettings(compose.services.florin?.environment ?? {});
    expectSettings({ ...ofKind("ConfigMap")?.data, ...ofKind("Secret")?.stringData });
  });

  it("builds apart from what runs, not as root, with a look at its health", () => {
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
    expect(dockerfile).toMatch(/^USER 10001:10001$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m);
    expect(dockerfile.indexOf("USER 10001")).toBeLessThan(dockerfile.indexOf("ENTRYPOINT"));
    for (const [, path = ""] of dockerfile.matchAll(/^COPY --from=build \/src\/(\S+)/gm))
      expect(["dist", "node_modules", ...publishedFiles()], path).toContain(path);
  });

  it("gives servers the time that they take to end, and keeps some while others are replaced", () => {
    const standard = Number(compose.services.florin?.environment.FLORIN_SHUTDOWN_SECONDS);
    expect(Number.parseInt(compose.services.florin?.stop_grace_period ?? "", 10)).toBeGreaterThan(
      standard,
    );
    const { replicas = 0, template } = ofKind("Deployment")?.spec ?? {};
    const { FLORIN_SHUTDOWN_DELAY, FLORIN_SHUTDOWN_SECONDS } = ofKind("ConfigMap")?.data ?? {};
    expect(template?.spec.terminationGracePeriodSeconds).toBeGreaterThan(
      Number(FLORIN_SHUTDOWN_DELAY) + Number(FLORIN_SHUTDOWN_SECONDS),
    );
    expect(ofKind("PodDisruptionBudget")?.spec?.minAvailable).toBeLessThan(replicas);
    const [container] = template?.spec.containers ?? [];
    expect(
      ["startupProbe", "livenessProbe", "readinessProbe"].map(
        (probe) => container?.[probe]?.httpGet.path,
      ),
    ).toEqual(["/healthz", "/healthz", "/readyz"]);
  });
});

/** What the package publishes besides what is built. */
const publishedFiles = (): readonly string[] => {
  const { files }: { readonly files: readonly string[] } = JSON.parse(readText("package.json"));
  return ["package.json", ...files];
};
