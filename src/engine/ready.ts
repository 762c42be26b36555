import { connect } from "node:net";

/** Whether the server answers a real query within `patienceMs`, unless `given` fires before. */
export async function answers(port: number, patienceMs: number, given?: AbortSignal): Promise<boolean> {
  const late = AbortSignal.timeout(patienceMs);
  const signal = given === undefined ? late : AbortSignal.any([given, late]);
  try {
    // A port that refuses is told apart at once; the client itself would try again for seconds.
    await knock(port, signal);
    await ask(port, signal);
    return true;
  } catch {
    return false;
  }
}

function knock(port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, signal }, () => {
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });
}

async function ask(port: number, signal: AbortSignal): Promise<void> {
  const { DatabricksSession } = await import("../index.js");
  // In a session of its own, which ends with the question: the user's keeps nothing of it.
  const session = await DatabricksSession.builder.remote(`sc://127.0.0.1:${port}/;user_id=dbsql`).create({ signal });
  try {
    await session.sql("SELECT 1").collect({ signal });
  } finally {
    await session.stop();
  }
}
