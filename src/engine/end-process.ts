import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, type ProcessIdentity } from "./process-identity.js";

const politeMs = 10_000;
const forcedMs = 5_000;

/**
 * Ends a process that we started as the leader of its group, and the group. Does nothing when the number belongs to
 * another process by then.
 * @returns whether it was alive
 */
export async function endProcess(identity: ProcessIdentity): Promise<boolean> {
  if (!isAlive(identity)) return false;
  signalGroup(identity.pid, "SIGTERM");
  if (await ended(identity, politeMs)) return true;
  if (isAlive(identity)) signalGroup(identity.pid, "SIGKILL");
  await ended(identity, forcedMs);
  return true;
}

async function ended(identity: ProcessIdentity, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (isAlive(identity)) {
    if (Date.now() > until) return false;
    await sleep(50);
  }
  return true;
}

function signalGroup(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
