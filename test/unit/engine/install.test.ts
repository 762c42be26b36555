import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createContext } from "../../../src/engine/contract.js";
import { cacheDirectory, stateDirectory } from "../../../src/engine/directories.js";
import { installDirectory } from "../../../src/engine/install-directory.js";
import { checkJars, installSpark, parseChecksums, pomText } from "../../../src/engine/install-spark.js";
import { serverEnvironment } from "../../../src/engine/launch.js";
import { withLock } from "../../../src/engine/lock.js";
import { checkMaven, findJava, findPython } from "../../../src/engine/prerequisites.js";
import { sailRequirements, sparkReleases } from "../../../src/engine/releases.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dbsql-install-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const context = createContext({});

/** A folder for the PATH that holds one program: what it prints, and how it ends. */
async function program(name: string, text: string, code = 0): Promise<NodeJS.ProcessEnv> {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\ncat <<'END'\n${text}\nEND\nexit ${code}\n`);
  await chmod(file, 0o755);
  return { PATH: `${folder}:/usr/bin:/bin` };
}

describe("folders", () => {
  it.each([
    [{ DBSQL_CACHE_DIR: "/c", XDG_CACHE_HOME: "/x" }, "/c"],
    [{ XDG_CACHE_HOME: "/x" }, "/x/dbsql"],
  ])("%j puts downloads into %s", (env, expected) => {
    expect(cacheDirectory(env)).toBe(expected);
  });

  it("ignores a relative XDG folder, as its specification asks", () => {
    expect(cacheDirectory({ XDG_CACHE_HOME: "x" })).toMatch(/^\/.*\/dbsql$/);
    expect(stateDirectory({ XDG_STATE_HOME: "x" })).toMatch(/^\/.*\/dbsql$/);
  });
});

describe("installing a folder", () => {
  it("shows it only when it is whole", async () => {
    const target = join(folder, "thing");
    const failing = installDirectory(target, context, async (beside) => {
      await mkdir(beside);
      await writeFile(join(beside, "half"), "");
      throw new RangeError("no space left");
    });
    await expect(failing).rejects.toThrow("no space left");
    expect(existsSync(target)).toBe(false);
    expect((await readdir(folder)).filter((name) => name.includes("partial"))).toEqual([]);
    await installDirectory(target, context, async (beside) => {
      expect(existsSync(target)).toBe(false);
      await mkdir(beside);
      await writeFile(join(beside, "whole"), "");
    });
    expect(await readdir(target)).toEqual(["whole"]);
  });

  it("happens once, however many ask", async () => {
    let filled = 0;
    const install = (): Promise<string> =>
      installDirectory(join(folder, "thing"), context, async (beside) => {
        filled++;
        await mkdir(beside);
      });
    await Promise.all([install(), install(), install()]);
    await install();
    expect(filled).toBe(1);
  });
});

describe("the lock of a folder", () => {
  it("lets one in at a time", async () => {
    let inside = 0;
    const visits = Array.from({ length: 5 }, () =>
      withLock(folder, context, async () => {
        expect(++inside).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside--;
      }),
    );
    await Promise.all(visits);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["a dead process", JSON.stringify({ pid: process.pid, started: "long ago" })],
    ["nobody", ""],
  ])("is taken over from %s", async (_, holder) => {
    await writeFile(join(folder, "lock"), holder);
    expect(await withLock(folder, context, async () => "in")).toBe("in");
  });

  it("is given up when the caller loses patience", async () => {
    const held = withLock(folder, context, () => new Promise((resolve) => setTimeout(resolve, 300)));
    await expect.poll(() => existsSync(join(folder, "lock"))).toBe(true);
    const waiting = withLock(folder, createContext({ signal: AbortSignal.abort() }), async () => {});
    await expect(waiting).rejects.toThrow(/abort/i);
    await held;
  });
});

describe("jars", () => {
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
  const pinned = parseChecksums(`\n${sha256("a")}  a.jar\n${sha256("b")}  b.jar\n`);
  const release = { version: "4.2.0" };

  it.each([
    ["as pinned", { "a.jar": "a", "b.jar": "b" }, undefined],
    ["changed", { "a.jar": "a", "b.jar": "B" }, /b\.jar is not the file that was pinned/],
    ["missing", { "a.jar": "a" }, /b\.jar is missing/],
    ["extra", { "a.jar": "a", "b.jar": "b", "c.jar": "c" }, /c\.jar does not belong to it/],
  ])("%s", async (_, files, message) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const checked = checkJars(folder, pinned, release);
    if (message === undefined) await expect(checked).resolves.toBeUndefined();
    else await expect(checked).rejects.toThrow(message);
  });

  it.each(sparkReleases.map((r) => [r.version, r] as const))(
    "of %s are pinned, Spark's own among them",
    async (version, r) => {
      const checksums = parseChecksums(await r.checksums());
      expect(checksums.size).toBeGreaterThan(150);
      for (const [name, hash] of checksums)
        expect([name, hash]).toEqual([expect.stringMatching(/\.jar$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
      for (const { artifactId, version: v } of r.artifacts) expect(checksums.has(`${artifactId}-${v}.jar`)).toBe(true);
      expect(pomText(r)).toContain(`<artifactId>spark-connect_2.13</artifactId><version>${version}</version>`);
      expect(pomText(r)).not.toMatch(/<repositor|https?:\/\/(?!maven\.apache\.org\/POM)/);
    },
  );

  it("that were damaged in the cache of Maven are not installed", async () => {
    const env = await program("mvn", "Apache Maven 3.9");
    const install = installSpark("4.2.0", createContext({ env: { ...env, DBSQL_CACHE_DIR: join(folder, "cache") } }));
    await expect(install).rejects.toThrow();
    expect(existsSync(join(folder, "cache", "spark", "4.2.0"))).toBe(false);
  });
});

describe("SPARK_HOME", () => {
  const home = async (...jars: string[]): Promise<NodeJS.ProcessEnv> => {
    await mkdir(join(folder, "jars"));
    for (const jar of jars) await writeFile(join(folder, "jars", jar), "");
    return { SPARK_HOME: folder };
  };
  const connect = "spark-connect_2.13-4.1.2.jar";

  it("is used, with the formats that it has", async () => {
    const env = await home("spark-core_2.13-4.1.2.jar", connect, "iceberg-spark-runtime-4.1_2.13-1.11.0.jar");
    const found = await installSpark(undefined, createContext({ env }));
    expect(found).toEqual({ version: "4.1.2", home: folder, hasIceberg: true, hasDelta: false });
  });

  it.each([
    ["nothing", [], /no Apache Spark built for Scala 2\.13/],
    ["an old Spark", ["spark-core_2.13-3.5.1.jar"], /3\.5\.1; 4\.0 is the oldest/],
    ["no Connect server", ["spark-core_2.13-4.1.2.jar"], /without its Connect server/],
  ])("with %s in it is refused", async (_, jars, message) => {
    const env = await home(...jars);
    await expect(installSpark(undefined, createContext({ env }))).rejects.toThrow(message);
  });
});

describe("what must be there", () => {
  it.each([
    ["17 of a distribution", 'openjdk version "17.0.15" 2025-04-15', undefined],
    ["21", 'java version "21" 2023-09-19', undefined],
    ["11", 'openjdk version "11.0.2" 2019-01-15', /needs Java 17 or newer; the PATH has Java 11/],
    ["8, by its old number", 'java version "1.8.0_292"', /has Java 8/],
    ["something else", "I am no Java", /of an unknown version/],
  ])("Java %s", async (_, text, message) => {
    const env = await program("java", text);
    const found = findJava(createContext({ env }));
    if (message === undefined) await expect(found).resolves.toBe("java");
    else await expect(found).rejects.toThrow(message);
  });

  it("no Java, and how to get one", async () => {
    await expect(findJava(createContext({ env: { PATH: folder } }))).rejects.toThrow(
      /no Java[\s\S]*apt install openjdk/,
    );
    const env = { PATH: folder, JAVA_HOME: "/nowhere" };
    await expect(findJava(createContext({ env }))).rejects.toThrow(/JAVA_HOME \(\/nowhere\)/);
  });

  it("no Maven, and how to get it", async () => {
    await expect(checkMaven(createContext({ env: { PATH: folder } }))).rejects.toThrow(/no `mvn`[\s\S]*Install Maven/);
    const env = await program("mvn", "The JAVA_HOME environment variable is not defined correctly", 1);
    await expect(checkMaven(createContext({ env }))).rejects.toThrow(/finds no Java/);
  });

  it("a Python that is new enough", async () => {
    await program("python3", "3 9");
    await program("python3.12", "3 12");
    expect(await findPython(createContext({ env: { PATH: `${folder}:/bin` } }))).toBe("python3.12");
    const chosen = createContext({ env: { PATH: "/bin", DBSQL_PYTHON: join(folder, "python3") } });
    await expect(findPython(chosen)).rejects.toThrow(/3\.10 or newer; DBSQL_PYTHON/);
  });
});

describe("the engine's environment", () => {
  it("holds no credential of the user's and nothing that would make a client of it", () => {
    const env = serverEnvironment({ PATH: "/bin", DATABRICKS_TOKEN: "s", SPARK_REMOTE: "sc://x", PYTHONPATH: "/p" });
    expect(env).toEqual({ PATH: "/bin", SPARK_LOCAL_IP: "127.0.0.1" });
  });
});

describe("Sail's requirements", () => {
  it("pin every file by its hash and name no index", () => {
    expect(sailRequirements.match(/--hash=sha256:[0-9a-f]{64}/g)).toHaveLength(5);
    expect(sailRequirements).not.toMatch(/https?:|index/);
  });
});

it("the engine's sources name no registry", async () => {
  const source = new URL("../../../src/engine/", import.meta.url);
  for (const name of (await readdir(source)).filter((n) => n.endsWith(".ts"))) {
    expect(await readFile(new URL(name, source), "utf8"), name).not.toMatch(/https?:\/\/(?!maven\.apache\.org\/POM)/);
  }
});
