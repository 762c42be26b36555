import { Secret } from "../config/index.js";
import type { Credentials } from "./credentials.js";

/** A token that stays the same for as long as the session lives. */
export function bearer(token: Secret): Credentials {
  const value = Promise.resolve(new Secret(`Bearer ${token.reveal()}`));
  return { authorization: () => value };
}
