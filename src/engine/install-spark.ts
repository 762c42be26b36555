import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { EngineContext } from "./contract.js";
import { cacheDirectory } from "./directories.js";
import { EngineError } from "./failure.js";
import { installDirectory } from "./install-directory.js";
import { checkMaven } from "./prerequisites.js";
import { findSparkRelease, type MavenArtifact, type SparkRelease, sparkReleases } from "./releases.js";
import { runProgram } from "./run-program.js";

export interface SparkInstallation {
  readonly version: string;
  /** Has a folder `jars`: what Spark itself calls SPARK_HOME. */
  readonly home: string;
  readonly hasIceberg: boolean;
  readonly hasDelta: boolean;
}

const dependencyPlugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";

/**
 * The jars of Apache Spark: those of SPARK_HOME unless another version is asked for by name, else from Maven, checked
 * against the checksums of this package and kept in the cache.
 */
export async function installSpark(version: string | undefined, context: EngineContext): Promise<SparkInstallation> {
  const home = context.env.SPARK_HOME;
  if (home) {
    const found = await readInstallation(home);
    if (version === undefined || version === found.version) return found;
  }
  const release = findSparkRelease(version ?? sparkReleases[0]!.version);
  const directory = join(cacheDirectory(context.env), "spark", release.version);
  await installDirectory(directory, context, (beside) => download(release, beside, context));
  return readInstallation(directory);
}

async function readInstallation(home: string): Promise<SparkInstallation> {
  const jars = await readdir(join(home, "jars")).catch(() => []);
  const core = jars
    .map((jar) => /^spark-core_2\.13-(\d+\.\d+\.\d+\S*)\.jar$/.exec(jar)?.[1])
    .find((v) => v !== undefined);
  const next =
    "Set SPARK_HOME to an installation of Apache Spark ≥ 4.0, or unset it to have the jars fetched with Maven.";
  if (core === undefined)
    throw new EngineError(`${home} holds no Apache Spark built for Scala 2.13 (no jars/spark-core_2.13-*.jar).`, next);
  if (Number.parseInt(core, 10) < 4)
    throw new EngineError(`${home} holds Apache Spark ${core}; 4.0 is the oldest that works.`, next);
  if (!jars.some((jar) => jar.startsWith("spark-connect_2.13-"))) {
    throw new EngineError(
      `${home} holds Apache Spark ${core} without its Connect server (jars/spark-connect_2.13-*.jar).`,
      next,
    );
  }
  return {
    version: core,
    home,
    hasIceberg: jars.some((jar) => jar.startsWith("iceberg-spark-runtime-")),
    hasDelta: jars.some((jar) => jar.startsWith("delta-spark_")),
  };
}

async function download(release: SparkRelease, beside: string, context: EngineContext): Promise<void> {
  await checkMaven(context);
  const checksums = parseChecksums(await release.checksums());
  const label = `Fetching Apache Spark ${release.version}`;
  const total = checksums.size;
  context.progress({ label, done: 0, total });
  await mkdir(beside, { recursive: true });
  const pom = join(beside, "pom.xml");
  await writeFile(pom, pomText(release));
  const jars = join(beside, "jars");
  const args = [
    "--batch-mode",
    "-Dstyle.color=never",
    "--file",
    pom,
    `${dependencyPlugin}:copy-dependencies`,
    "-DincludeScope=runtime",
    `-DoutputDirectory=${jars}`,
  ];
  let done = 0;
  const onLine = (line: string): void => {
    if (/^(\[INFO\] )?Downloaded\b.*\.jar /.test(line))
      context.progress({ label, done: Math.min(++done, total), total });
  };
  const { code, output } = await runProgram("mvn", args, { ...context, onLine });
  if (code !== 0) throw mavenFailure(release, output);
  context.progress({ label: `Checking Apache Spark ${release.version}`, done: 0, total });
  await checkJars(jars, checksums, release, (checked) =>
    context.progress({ label: `Checking Apache Spark ${release.version}`, done: checked, total }),
  );
  await rm(join(beside, "target"), { recursive: true, force: true });
}

/** No repository is named: the user's own Maven settings say where artifacts come from. */
export function pomText({ version, artifacts }: SparkRelease): string {
  const dependency = ({ groupId, artifactId, version }: MavenArtifact): string =>
    `    <dependency><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${version}</version></dependency>`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dbsql</groupId>
  <artifactId>spark-engine</artifactId>
  <version>${version}</version>
  <dependencies>
${artifacts.map(dependency).join("\n")}
  </dependencies>
</project>
`;
}

/** Lines of `sha256sum`. */
export function parseChecksums(text: string): Map<string, string> {
  const pairs = text
    .trim()
    .split("\n")
    .map((line): [string, string] => [line.slice(66), line.slice(0, 64)]);
  return new Map(pairs);
}

export async function checkJars(
  directory: string,
  checksums: ReadonlyMap<string, string>,
  { version }: Pick<SparkRelease, "version">,
  onChecked: (count: number) => void = () => {},
): Promise<void> {
  const jars = await readdir(directory);
  const wrong: string[] = [...checksums.keys()]
    .filter((name) => !jars.includes(name))
    .map((name) => `${name} is missing`);
  let checked = 0;
  for (const jar of jars) {
    const expected = checksums.get(jar);
    if (expected === undefined) wrong.push(`${jar} does not belong to it`);
    else if ((await sha256(join(directory, jar))) !== expected) wrong.push(`${jar} is not the file that was pinned`);
    onChecked(++checked);
  }
  if (wrong.length === 0) return;
  const more = wrong.length > 5 ? `\n  and ${wrong.length - 5} more` : "";
  throw new EngineError(
    `Maven delivered something else than Apache Spark ${version} as it was pinned, so nothing was installed:\n  ${wrong.slice(0, 5).join("\n  ")}${more}`,
    "Check the mirror in Maven's settings (~/.m2/settings.xml), delete the named files from the local repository (~/.m2/repository) and run the command again.",
  );
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function mavenFailure({ version }: SparkRelease, output: string): EngineError {
  const reason = output
    .split("\n")
    .filter((line) => /\[ERROR\] \S/.test(line) && !/re-run Maven|Help 1|stack trace/i.test(line))
    .slice(0, 3)
    .join("\n  ");
  return new EngineError(
    `Maven could not fetch Apache Spark ${version}:\n  ${reason || output.trim().slice(-600)}`,
    "Check the network, or the mirror in Maven's settings (~/.m2/settings.xml), and run the command again.",
  );
}
