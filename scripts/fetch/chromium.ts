import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import { runProgram } from "../../src/engine/run-program.js";
import { FetchFailure } from "./failure.js";
import { installPackages } from "./npm-packages.js";

interface Program {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A headless Chromium that needs nothing of the system but its C library: fetched once, by npm, on Linux with an x64
 * processor; elsewhere the one that is on the PATH. The caller closes it.
 *
 * @throws FetchFailure when there is none
 * @example
 * ```ts
 * const browser = await launchChromium();
 * const page = await browser.newPage();
 * await page.setContent("<p>hello");
 * await browser.close();
 * ```
 */
export async function launchChromium(): Promise<Browser> {
  const { path, env } = (await fetchedChromium()) ?? installedChromium();
  // It draws only what we serve it; its sandbox would need rights that a container does not give.
  const args = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"];
  return chromium.launch({ executablePath: path, args, env: { ...definedOnly(process.env), ...env } });
}

async function fetchedChromium(): Promise<Program | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const directory = await installPackages("chromium", unpack);
  return {
    path: join(directory, "chromium"),
    env: { LD_LIBRARY_PATH: join(directory, "lib"), FONTCONFIG_FILE: join(directory, "fonts.conf") },
  };
}

/** The package is made for a system that can keep little: everything in it is compressed. */
async function unpack(beside: string, directory: string): Promise<void> {
  const packed = join(beside, "node_modules/@sparticuz/chromium/bin");
  await decompress(join(packed, "chromium.br"), join(beside, "chromium"));
  await chmod(join(beside, "chromium"), 0o755);
  const archive = join(beside, "libraries.tar");
  await decompress(join(packed, "al2023.tar.br"), archive);
  const { code, output } = await runProgram("tar", ["-xf", archive, "-C", beside], { env: process.env });
  if (code !== 0) throw new FetchFailure("Chromium's libraries could not be unpacked", output);
  await rm(archive);
  await mkdir(join(beside, "fonts"));
  await rename(join(beside, "node_modules/dejavu-fonts-ttf/ttf"), join(beside, "fonts/dejavu"));
  await rm(join(beside, "node_modules"), { recursive: true });
  const preferred = Object.entries({
    monospace: "DejaVu Sans Mono",
    sans: "DejaVu Sans",
    "system-ui": "DejaVu Sans",
    "sans-serif": "DejaVu Sans",
    serif: "DejaVu Serif",
  })
    .map(([generic, family]) => `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`)
    .join("");
  await writeFile(
    join(beside, "fonts.conf"),
    `<?xml version="1.0"?><fontconfig><dir>${directory}/fonts</dir><cachedir>${directory}/font-cache</cachedir>${preferred}</fontconfig>\n`,
  );
}

async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

function installedChromium(): Program {
  const names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (found === undefined) throw new FetchFailure("There is no Chromium", `none of ${names.join(", ")} is on the PATH`);
  return { path: found, env: {} };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
