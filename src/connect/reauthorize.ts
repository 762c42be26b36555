import { status } from "@grpc/grpc-js";
import type { Credentials } from "../auth/index.js";
import type { RpcFailure } from "./rpc-failure.js";

/**
 * Answers a refused token with one refresh, however many calls were refused at once, and never with a second one for
 * the same token: a refresh that does not help would otherwise spin for ever.
 */
export class Reauthorization {
  readonly #credentials: Credentials | undefined;
  #refused: string | undefined;
  #underWay: Promise<boolean> | undefined;

  constructor(credentials: Credentials | undefined) {
    this.#credentials = credentials;
  }

  /** True when the call is worth another try. */
  async recover(failure: RpcFailure): Promise<boolean> {
    const refused =
      failure.code === status.UNAUTHENTICATED || (failure.code === status.PERMISSION_DENIED && !failure.explained);
    if (!refused || this.#credentials?.refresh === undefined) return false;
    this.#underWay ??= this.#refresh(this.#credentials).finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #refresh(credentials: Credentials): Promise<boolean> {
    try {
      const value = (await credentials.authorization()).reveal();
      if (value === this.#refused) return false;
      this.#refused = value;
      return (await credentials.refresh?.()) ?? false;
    } catch {
      // The refusal itself is what the user has to hear about.
      return false;
    }
  }
}
