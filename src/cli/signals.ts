const caught = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export type CaughtSignal = (typeof caught)[number];

export interface Signals {
  /** Fires with the name of the first signal as its reason. */
  readonly signal: AbortSignal;
  /** Sends every signal to `listener` instead, until the returned function is called. */
  readonly redirect: (listener: (name: CaughtSignal) => void) => () => void;
  readonly stopListening: () => void;
}

export function catchSignals(): Signals {
  const controller = new AbortController();
  let redirected: ((name: CaughtSignal) => void) | undefined;
  const onSignal = (name: CaughtSignal): void => {
    if (redirected !== undefined) redirected(name);
    else if (controller.signal.aborted) {
      // The second one: whoever sends it does not want to wait for things to be undone.
      stopListening();
      process.kill(process.pid, name);
    } else controller.abort(name);
  };
  const listeners = caught.map((name) => [name, () => onSignal(name)] as const);
  for (const [name, listener] of listeners) process.on(name, listener);
  const stopListening = (): void => {
    for (const [name, listener] of listeners) process.off(name, listener);
  };
  return {
    signal: controller.signal,
    redirect: (listener) => {
      redirected = listener;
      return () => {
        redirected = undefined;
      };
    },
    stopListening,
  };
}
