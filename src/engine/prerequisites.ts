import { join } from "node:path";
import type { EngineContext } from "./contract.js";
import { EngineError } from "./failure.js";
import { runProgram } from "./run-program.js";

const minimumJava = 17;
const minimumPython = [3, 10] as const;

/** Finds Java 17 or newer: JAVA_HOME first, as Spark's own scripts do, then the PATH. */
export async function findJava(context: EngineContext): Promise<string> {
  const home = context.env.JAVA_HOME;
  const exe = process.platform === "win32" ? "java.exe" : "java";
  const java = home ? join(home, "bin", exe) : "java";
  const { code, output } = await runProgram(java, ["-version"], context);
  const where = home ? `JAVA_HOME (${home})` : "the PATH";
  if (code !== 0) {
    throw new EngineError(
      `Apache Spark needs Java ${minimumJava} or newer, and ${where} has no Java.`,
      `Install one (for example \`apt install openjdk-17-jre-headless\` or \`brew install openjdk@17\`), check with \`java -version\`, and run the command again. \`--engine sail\` needs no Java.`,
    );
  }
  const found = /version "(?:1\.)?(\d+)/.exec(output)?.[1];
  if (found === undefined || Number(found) < minimumJava) {
    throw new EngineError(
      `Apache Spark needs Java ${minimumJava} or newer; ${where} has Java ${found ?? "of an unknown version"}.`,
      `Install Java ${minimumJava} and set JAVA_HOME to it. \`--engine sail\` needs no Java.`,
    );
  }
  return java;
}

export async function checkMaven(context: EngineContext): Promise<void> {
  const { code, output } = await runProgram("mvn", ["--version"], context);
  if (code === 0) return;
  const java = /JAVA_HOME|java: (command )?not found/i.test(output);
  throw new EngineError(
    java
      ? "Maven (`mvn`) is there but finds no Java."
      : "Apache Spark is fetched with Apache Maven, and there is no `mvn` on the PATH.",
    java
      ? "Set JAVA_HOME to Java 17 or newer and check with `mvn --version`."
      : "Install Maven 3.6.3 or newer (for example `apt install maven` or `brew install maven`), or set SPARK_HOME to an installation of Apache Spark ≥ 4.0. `--engine sail` needs no Maven.",
  );
}

/** Finds a Python that can make virtual environments. `DBSQL_PYTHON` names one. */
export async function findPython(context: EngineContext): Promise<string> {
  const chosen = context.env.DBSQL_PYTHON;
  const newer = [14, 13, 12, 11, 10].map((minor) => `python3.${minor}`);
  const candidates = chosen ? [chosen] : ["python3", "python", ...newer];
  const seen: string[] = [];
  const probe = "import sys; print(sys.version_info[0], sys.version_info[1])";
  for (const python of candidates) {
    const { code, output } = await runProgram(python, ["-c", probe], context);
    const [major = 0, minor = 0] = output.trim().split(" ").map(Number);
    if (code !== 0 || major === 0) continue;
    if (major > minimumPython[0] || (major === minimumPython[0] && minor >= minimumPython[1])) return python;
    seen.push(`${python} is ${major}.${minor}`);
  }
  const wanted = minimumPython.join(".");
  const found = chosen ? `DBSQL_PYTHON (${chosen}) is none` : seen.length > 0 ? seen.join(", ") : "none was found";
  throw new EngineError(
    `Sail is a Python package and needs Python ${wanted} or newer; ${found}.`,
    `Install one (for example \`apt install python3 python3-venv\` or \`brew install python\`), or set DBSQL_PYTHON to it.`,
  );
}
