import { execFile } from "node:child_process";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { GenerateFailure } from "../failure.mjs";
import { artifacts } from "../pins.mjs";
import { unzip } from "../zip.mjs";

const PROTO = /^spark\/connect\/[^/]+\.proto$/;

/** Spark Connect's protobuf messages and service as TypeScript. @type {import("../main.mjs").Step} */
export const protobuf = {
  name: "spark",
  artifacts: [artifacts.connect],
  inputs: ["scripts/generate/protobuf"],
  tools: ["@bufbuild/buf", "@bufbuild/protoc-gen-es"],
  async run({ root, jars: [jar], output, scratch }) {
    const protos = join(scratch, "proto");
    for (const [name, text] of unzip(/** @type {Buffer} */ (jar), (file) => PROTO.test(file))) {
      await mkdir(join(protos, dirname(name)), { recursive: true });
      await writeFile(join(protos, name), text);
    }
    const made = join(scratch, "made");
    const template = {
      version: "v2",
      plugins: [
        {
          local: ["node", join(root, "node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es")],
          out: made,
          opt: ["target=ts", "import_extension=js"],
        },
      ],
    };
    const buf = join(root, "node_modules/@bufbuild/buf/bin/buf");
    try {
      await promisify(execFile)("node", [buf, "generate", protos, "--template", JSON.stringify(template)]);
    } catch (cause) {
      const said = /** @type {{ stderr?: string }} */ (cause).stderr ?? String(cause);
      throw new GenerateFailure(
        `buf could not generate the protobuf code: ${said}`,
        "Run `npm ci` and try again.",
        cause,
      );
    }
    await rename(join(made, "spark/connect"), join(output, "connect"));
  },
};
