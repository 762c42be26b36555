export { bearer } from "./bearer.js";
export type { Credentials } from "./credentials.js";
