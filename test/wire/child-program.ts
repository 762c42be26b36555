import { parseConnectionString } from "../../src/config/index.js";
import { connect } from "../../src/connect/index.js";
import { passThrough, query } from "./session.js";

/** What a program does that does not clean up behind itself. Prints one line, and then has to end on its own. */
const [, , url = "", mode = ""] = process.argv;
try {
  const session = await connect(parseConnectionString(url, "the test"), {
    openStream: passThrough,
    timing: { bufferBytes: 10, parkAfterMs: 50 },
  });
  const stream = session.execute(query);
  if (mode === "drain") for await (const _ of stream);
  if (mode === "leave") for await (const _ of stream) break;
  if (mode === "forget") await stream.next();
  console.log("connected");
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : "?");
}
