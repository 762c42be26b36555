import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createContext } from "../../src/engine/contract.js";
import { endProcess } from "../../src/engine/end-process.js";
import { findFreePort } from "../../src/engine/free-port.js";
import { installSpark } from "../../src/engine/install-spark.js";
import { serverEnvironment } from "../../src/engine/launch.js";
import { classPath, jvmFlags, sparkArguments } from "../../src/engine/launch-spark.js";
import { findJava } from "../../src/engine/prerequisites.js";
import { identifyProcess, type ProcessIdentity } from "../../src/engine/process-identity.js";
import { answers } from "../../src/engine/ready.js";

/** A standalone cluster on this machine: one master, workers of one core and 1 GiB each, and a Connect server on it. */
export interface Cluster {
  /** The value for `SPARK_REMOTE`. */
  readonly remote: string;
  /** What Spark says of its executors: the `executors` of the application's own REST interface. */
  readonly executors: () => Promise<readonly Executor[]>;
  /** Addresses of the workers' own status pages, by which an executor tells on which worker it runs. */
  readonly workers: readonly string[];
  readonly processes: readonly ProcessIdentity[];
  readonly stop: () => Promise<void>;
}

export interface Executor {
  readonly id: string;
  readonly isActive: boolean;
  readonly completedTasks: number;
  readonly failedTasks: number;
  readonly executorLogs: Readonly<Record<string, string>>;
}

export async function startCluster(version: string, workerCount: number): Promise<Cluster> {
  const { SPARK_HOME: _, ...env } = process.env;
  const context = createContext({ env });
  const installation = await installSpark(version, context);
  const java = await findJava(context);
  const directory = await mkdtemp(join(tmpdir(), "dbsql-cluster-"));
  const running: { readonly name: string; readonly child: ChildProcess; readonly identity: ProcessIdentity }[] = [];

  const run = async (name: string, args: readonly string[]): Promise<void> => {
    const log = openSync(join(directory, `${name}.log`), "w");
    const child = spawn(java, args, {
      cwd: directory,
      env: {
        ...serverEnvironment(env),
        // Workers build the command of an executor from the jars of SPARK_HOME. Told the version of Scala, they do not
        // look for a folder of Spark's own build.
        SPARK_HOME: installation.home,
        SPARK_SCALA_VERSION: "2.13",
        SPARK_PUBLIC_DNS: "127.0.0.1",
      },
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", () => resolve());
      child.once("error", reject);
    });
    running.push({ name, child, identity: identifyProcess(child.pid!)! });
  };
  const stop = async (): Promise<void> => {
    // The server first: the workers then end its executors themselves.
    for (const { identity } of [...running].reverse()) await endProcess(identity);
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const waitFor = async (what: string, ready: () => Promise<boolean>): Promise<void> => {
    const until = Date.now() + 240_000;
    while (!(await ready().catch(() => false))) {
      const dead = running.find(({ child }) => child.exitCode !== null || child.signalCode !== null);
      if (dead !== undefined || Date.now() > until) {
        const name = dead?.name ?? running.at(-1)!.name;
        const log = await readFile(join(directory, `${name}.log`), "utf8");
        throw new Error(`no ${what}; the log of ${name} ends with:\n${log.split("\n").slice(-30).join("\n")}`);
      }
      await sleep(200);
    }
  };
  const daemon = (mainClass: string, args: readonly string[]): string[] => [
    "-Xmx256m",
    "-Dspark.master.rest.enabled=false",
    ...jvmFlags,
    "-cp",
    classPath(installation.home),
    `org.apache.spark.deploy.${mainClass}`,
    ...["--host", "127.0.0.1", ...args],
  ];

  try {
    const [masterPort, masterPage, serverPort, applicationPage, ...workerPages] = await freePorts(4 + workerCount);
    const master = `spark://127.0.0.1:${masterPort}`;
    await run("master", daemon("master.Master", ["--port", `${masterPort}`, "--webui-port", `${masterPage}`]));
    for (const [index, page] of workerPages.entries()) {
      const folder = join(directory, `worker-${index}`);
      await mkdir(folder);
      const size = ["--cores", "1", "--memory", "1g", "--work-dir", folder, "--webui-port", `${page}`];
      await run(`worker-${index}`, daemon("worker.Worker", [...size, master]));
    }
    await waitFor("workers", async () => {
      const status = await getJson<{ aliveworkers: number }>(`http://127.0.0.1:${masterPage}/json/`);
      return status.aliveworkers === workerCount;
    });

    const settings = {
      "spark.ui.enabled": "true",
      "spark.ui.port": `${applicationPage}`,
      "spark.executor.memory": "1g",
      "spark.executor.cores": "1",
      // The first query waits for all of them: otherwise one executor may be done before the other has come up.
      "spark.scheduler.minRegisteredResourcesRatio": "1.0",
      "spark.scheduler.maxRegisteredResourcesWaitingTime": "120s",
    };
    const place = { installation, directory, port: serverPort!, heap: "1g", master };
    await run("server", sparkArguments({ ...place, settings }));
    await waitFor("Connect server", () => answers(serverPort!, 120_000));

    const api = `http://127.0.0.1:${applicationPage}/api/v1/applications`;
    return {
      remote: `sc://127.0.0.1:${serverPort}`,
      executors: async () => {
        const [application] = await getJson<readonly { id: string }[]>(api);
        return getJson<readonly Executor[]>(`${api}/${application!.id}/executors`);
      },
      workers: workerPages.map((page) => `http://127.0.0.1:${page}`),
      processes: running.map(({ identity }) => identity),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await findFreePort());
  return [...ports];
}

async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}
