import type { Secret } from "../config/index.js";

/** Proves to the server who calls. Asked for every call, so that a token may change while a session lives. */
export interface Credentials {
  /** The text behind `authorization:`, such as `Bearer …`. */
  authorization(): Promise<Secret>;
  /** Asked once for each value that the server refused; true when a new value is there. */
  refresh?(): Promise<boolean>;
}
