import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  createContext,
  type Engine,
  type EngineContext,
  type EngineKind,
  type EngineOptions,
  type EngineRequest,
  type StartedEngine,
} from "./contract.js";
import { EngineError } from "./failure.js";
import { findFreePort } from "./free-port.js";
import { installPython, pythonOf } from "./install-python.js";
import { installSpark } from "./install-spark.js";
import { type Launch, launch, PortTaken } from "./launch.js";
import { sailArguments, sailEnvironment, sailRemote } from "./launch-sail.js";
import { sparkArguments } from "./launch-spark.js";
import { withLock } from "./lock.js";
import { findJava } from "./prerequisites.js";
import { identifyProcess, isAlive } from "./process-identity.js";
import { answers } from "./ready.js";
import { sailPython, sailVersion } from "./releases.js";
import { engineDirectory, readRecord, removeRecord } from "./state.js";
import { endOrphans } from "./stop.js";

/** One kind of engine, installed and ready to be launched on a port. */
interface Recipe {
  readonly version: string;
  readonly prepare: () => Promise<(place: Place) => Launch & { readonly remote: string }>;
}

interface Place {
  readonly directory: string;
  readonly port: number;
}

const attempts = 3;

const recipes: { readonly [K in EngineKind]: (request: EngineRequest, context: EngineContext) => Promise<Recipe> } = {
  sail: sailRecipe,
  spark: sparkRecipe,
};

/**
 * Installs an engine into the user's cache if need be, starts it on the loopback interface and waits until it answers
 * a query. An engine of that name that runs already is returned as it is.
 *
 * @throws EngineError naming what is missing and how to get it; nothing is left running
 */
export async function startEngine(request: EngineRequest, options: EngineOptions = {}): Promise<StartedEngine> {
  const context = createContext(options);
  await endOrphans(context.env);
  const recipe = await recipes[request.kind](request, context);
  const name = request.name ?? `${request.kind}-${recipe.version}`;
  const directory = engineDirectory(context.env, name);
  return withLock(directory, context, async () => {
    const running = await findRunning(directory, request, recipe);
    if (running !== undefined) return { ...running, reused: true };
    await removeRecord(directory);
    const place = await recipe.prepare();
    // Only Iceberg's tables are known to an engine that starts anew: other folders would stand in the way of new tables.
    for (const folder of temporaryFolders) await rm(join(directory, folder), { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    const owner = request.owned ? identifyProcess(process.pid) : undefined;
    const fate = { ...(owner && { owner }), ...(request.disposable && { disposable: true }) };
    for (let attempt = 1; ; attempt++) {
      const port = request.port ?? (await findFreePort());
      const { remote, ...how } = place({ directory, port });
      const log = join(directory, "engine.log");
      const draft = { name, kind: request.kind, version: recipe.version, remote, port, log, directory };
      try {
        return { ...(await launch(how, draft, fate, context)), reused: false };
      } catch (error) {
        if (!(error instanceof PortTaken) || request.port !== undefined || attempt === attempts) throw error;
      }
    }
  });
}

const temporaryFolders = ["warehouse", "spark-warehouse", "scratch"];

async function findRunning(directory: string, request: EngineRequest, recipe: Recipe): Promise<Engine | undefined> {
  const record = await readRecord(directory);
  if (record === undefined || !isAlive(record.process)) return undefined;
  const { engine } = record;
  const stop = `Stop it with \`dbsql engine stop --name ${engine.name}\`, or choose another \`--name\`.`;
  if (engine.kind !== request.kind || engine.version !== recipe.version) {
    throw new EngineError(`The engine ${engine.name} runs already, and is ${engine.kind} ${engine.version}.`, stop);
  }
  if (request.port !== undefined && request.port !== engine.port) {
    throw new EngineError(`The engine ${engine.name} runs already, on port ${engine.port}.`, stop);
  }
  if (await answers(engine.port, 30_000)) return engine;
  throw new EngineError(`The engine ${engine.name} runs (process ${engine.pid}) but does not answer.`, stop);
}

async function sailRecipe({ version }: EngineRequest, context: EngineContext): Promise<Recipe> {
  if (version !== undefined && version !== sailVersion) {
    throw new EngineError(`There is no Sail ${version} to install; known is ${sailVersion}.`, "Leave `--version` out.");
  }
  const prepare: Recipe["prepare"] = async () => {
    const program = pythonOf(await installPython(sailPython, context));
    return ({ port }) => ({
      program,
      args: sailArguments(port),
      env: sailEnvironment,
      remote: sailRemote(port, randomUUID()),
      patienceMs: 60_000,
    });
  };
  return { version: sailVersion, prepare };
}

async function sparkRecipe(request: EngineRequest, context: EngineContext): Promise<Recipe> {
  const installation = await installSpark(request.version, context);
  const heap = request.heap ?? "2g";
  if (!/^\d+[kmg]$/i.test(heap)) {
    throw new EngineError(`${JSON.stringify(heap)} is no amount of memory.`, "Write it as in Java: `--heap 2g`.");
  }
  const prepare: Recipe["prepare"] = async () => {
    const program = await findJava(context);
    return ({ directory, port }) => ({
      program,
      args: sparkArguments({ installation, directory, port, heap, master: `local[${request.cores ?? 2}]` }),
      env: { SPARK_HOME: installation.home },
      remote: `sc://127.0.0.1:${port}`,
      patienceMs: 300_000,
    });
  };
  return { version: installation.version, prepare };
}
