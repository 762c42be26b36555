import { connect } from "node:net";

/** Asks the server one real question. Rejects, or never settles, while it cannot answer. */
export type Probe = (port: number, signal: AbortSignal) => Promise<void>;

export const probe: Probe = (port, signal) =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, signal }, () => {
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });

/** Whether the server answers within `patienceMs`. */
export async function answers(port: number, patienceMs: number): Promise<boolean> {
  return probe(port, AbortSignal.timeout(patienceMs)).then(
    () => true,
    () => false,
  );
}
