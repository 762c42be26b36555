const caught = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export type CaughtSignal = (typeof caught)[number];

export interface Signals {
  /**
   * Fires with the name of the first signal as its reason. Signals are caught from the moment that somebody asks for this:
   * until then there is nothing to undo, and work that never returns to the event loop could not be told of one.
   */
  readonly signal: AbortSignal;
  /** The first signal that was caught. */
  readonly caught: () => CaughtSignal | undefined;
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
  let listening = false;
  const listen = (): void => {
    if (!listening) for (const [name, listener] of listeners) process.on(name, listener);
    listening = true;
  };
  const stopListening = (): void => {
    for (const [name, listener] of listeners) process.off(name, listener);
  };
  return {
    get signal() {
      listen();
      return controller.signal;
    },
    caught: () => controller.signal.reason as CaughtSignal | undefined,
    redirect: (listener) => {
      listen();
      redirected = listener;
      return () => {
        redirected = undefined;
      };
    },
    stopListening,
  };
}
