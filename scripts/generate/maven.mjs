import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GenerateFailure } from "./failure.mjs";
import { copyPluginVersion } from "./pins.mjs";

/**
 * Copies artifacts into `directory` under the file names Maven gives them. No repository is named here, so the user's
 * own Maven settings (mirrors, credentials, offline) decide where they come from.
 *
 * @param {import("./pins.mjs").Artifact[]} artifacts
 * @param {string} directory
 */
export async function copyWithMaven(artifacts, directory) {
  await mkdir(directory, { recursive: true });
  const pom = join(directory, "pom.xml");
  await writeFile(pom, pomText(artifacts, directory));
  const goal = `org.apache.maven.plugins:maven-dependency-plugin:${copyPluginVersion}:copy`;
  const { code, output } = await run("mvn", ["--batch-mode", "--quiet", "-Dstyle.color=never", "--file", pom, goal]);
  if (code !== 0) throw mavenFailure(artifacts, output);
}

/** @param {import("./pins.mjs").Artifact} artifact */
export function jarName({ artifactId, version, classifier }) {
  return `${artifactId}-${version}${classifier ? `-${classifier}` : ""}.jar`;
}

/**
 * @param {import("./pins.mjs").Artifact[]} artifacts
 * @param {string} directory
 */
function pomText(artifacts, directory) {
  const items = artifacts.map(
    ({ groupId, artifactId, version, classifier }) =>
      `<artifactItem><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${version}</version>` +
      `${classifier ? `<classifier>${classifier}</classifier>` : ""}</artifactItem>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dbsql</groupId><artifactId>generate</artifactId><version>1</version><packaging>pom</packaging>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>${copyPluginVersion}</version>
    <configuration>
      <outputDirectory>${escapeXml(directory)}</outputDirectory>
      <artifactItems>${items.join("")}</artifactItems>
    </configuration>
  </plugin></plugins></build>
</project>
`;
}

/** @param {string} text */
function escapeXml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", (cause) =>
      reject(
        new GenerateFailure(
          `\`${command}\` cannot be started: ${cause.message}.`,
          "Install Apache Maven 3.8 or newer and Java 17 (`mvn -version` must work), then run `npm run generate`.",
          cause,
        ),
      ),
    );
    child.on("close", (code) => resolve({ code, output }));
  });
}

/**
 * @param {import("./pins.mjs").Artifact[]} artifacts
 * @param {string} output
 */
function mavenFailure(artifacts, output) {
  const names = artifacts.map((a) => `${a.groupId}:${a.artifactId}:${a.version}`).join(", ");
  if (/JAVA_HOME|java: (command )?not found|No Java/i.test(output)) {
    return new GenerateFailure(
      `Maven found no Java, so ${names} cannot be fetched.`,
      "Install Java 17, set JAVA_HOME, check with `mvn -version`, then run `npm run generate`.",
    );
  }
  const reason = output
    .split("\n")
    .filter((line) => /\[ERROR\] \S/.test(line) && !/re-run Maven|Re-run Maven|Help 1|stack trace/.test(line))
    .slice(0, 3)
    .join("\n  ");
  return new GenerateFailure(
    `Maven could not fetch ${names}:\n  ${reason || output.trim().slice(-600)}`,
    "Check the network (or the mirror in ~/.m2/settings.xml) and run `npm run generate` again.",
  );
}
