import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { GenerateFailure } from "../failure.mjs";
import { artifacts } from "../pins.mjs";
import { unzip } from "../zip.mjs";

const PROTO = /^spark\/connect\/[^/]+\.proto$/;

/**
 * Plain functions that write and read each message, and no descriptors: those would be half of what a process holds on its
 * heap, for each garbage collection of a large result to walk through.
 */
const options = [
  "importSuffix=.js",
  "esModuleInterop=true",
  "forceLong=bigint",
  "oneof=unions-value",
  // What is written gives the fields that it has; what is read is checked for what it lacks.
  "useOptionals=all",
  "useReadonlyTypes=true",
  // A key may be `__proto__`.
  "useMapType=true",
  "useDate=false",
  // A relation of a newer server goes back to it whole.
  "unknownFields=true",
  "removeEnumPrefix=true",
  "unrecognizedEnum=false",
  "outputJsonMethods=false",
  "outputPartialMethods=false",
  "outputServices=generic-definitions",
  "exportCommonSymbols=false",
];

/**
 * How deep messages may be nested: the generator allows 100, of which a column of 33 structs one in another is made, and
 * has no option for it. Spark's own limit is `spark.connect.grpc.marshallerRecursionLimit`, 1,024.
 */
const made = "previousRecursionDepth >= 100)";
const wanted = "previousRecursionDepth >= 1024)";

/** Spark Connect's protobuf messages and service as TypeScript. @type {import("../main.mjs").Step} */
export const protobuf = {
  name: "protobuf",
  artifacts: [artifacts.connect],
  inputs: ["scripts/generate/protobuf"],
  tools: ["@bufbuild/buf", "ts-proto"],
  async run({ root, jars: [jar], output, scratch }) {
    const protos = join(scratch, "proto");
    for (const [name, text] of unzip(/** @type {Buffer} */ (jar), (file) => PROTO.test(file))) {
      await mkdir(join(protos, dirname(name)), { recursive: true });
      await writeFile(join(protos, name), text);
    }
    const out = join(scratch, "made");
    const plugin = {
      local: ["node", join(root, "node_modules/ts-proto/protoc-gen-ts_proto")],
      out,
      opt: options,
      include_imports: true,
      include_wkt: true,
    };
    const buf = join(root, "node_modules/@bufbuild/buf/bin/buf");
    const template = JSON.stringify({ version: "v2", plugins: [plugin] });
    try {
      await promisify(execFile)("node", [buf, "generate", protos, "--template", template]);
    } catch (cause) {
      const said = /** @type {{ stderr?: string }} */ (cause).stderr ?? String(cause);
      throw new GenerateFailure(
        `buf could not generate the protobuf code: ${said}`,
        "Run `npm ci` and try again.",
        cause,
      );
    }
    const connect = join(out, "spark/connect");
    for (const name of await readdir(connect)) await deepen(join(connect, name));
    for (const folder of ["spark", "google"]) await rename(join(out, folder), join(output, folder));
  },
};

/** @param {string} file */
async function deepen(file) {
  const text = await readFile(file, "utf8");
  if (text.includes(" decode(") && !text.includes(made)) {
    throw new GenerateFailure(
      `ts-proto no longer limits the depth of messages where scripts/generate/protobuf/step.mjs raises the limit.`,
      "Look at what it makes now, and change the step.",
    );
  }
  await writeFile(file, text.replaceAll(made, wanted));
}
