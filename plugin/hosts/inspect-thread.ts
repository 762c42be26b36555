import { workerData } from "node:worker_threads";
import { type Memory, type Remembered, Workspace } from "../inject/workspace.js";
import { digest } from "./cached-file.js";
import { filesOnDisk } from "./disk.js";
import { environmentOf } from "./environment.js";
import { type Answer, nothingAsked, State, type Work } from "./inspect-ahead.js";

/** What a thread of `inspectAhead` runs: it takes one file after another that no thread has, first what is asked for. */
const { configFile, schemas, files, states, port } = workerData as Work;
const environment = environmentOf(configFile, { schemas }).current();
let found: Remembered | undefined;
const memory: Memory = {
  get: () => undefined,
  set: (_path, remembered) => {
    found = remembered;
  },
  digest,
};
const workspace = new Workspace(filesOnDisk(), () => environment, { insert: true, memory });

function outline(path: string): Remembered | undefined {
  found = undefined;
  try {
    workspace.outline(path);
  } catch {
    // Who asks for the file inspects it too, and sees what is wrong.
  }
  return found;
}

for (let next = 0; next < files.length; ) {
  const asked = Atomics.exchange(states, files.length, nothingAsked);
  const file = asked === nothingAsked ? next++ : asked;
  if (Atomics.compareExchange(states, file, State.free, State.taken) !== State.free) continue;
  Atomics.notify(states, file);
  const answer: Answer = [file, outline(files[file]!)];
  port.postMessage(answer);
  Atomics.store(states, file, State.done);
  Atomics.notify(states, file);
}
