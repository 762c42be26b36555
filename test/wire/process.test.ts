import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { SecureServerOptions } from "node:http2";
import { fileURLToPath } from "node:url";
import { build } from "tsdown";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { FakeServer } from "./fake-server.js";
import { until } from "./session.js";

vi.setConfig({ testTimeout: 60_000 });

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const pem = (name: string): Buffer => readFileSync(path(`fixtures/tls/${name}`));

/** Inside the checkout, where the packages of the program are found. */
const outDir = path("../../node_modules/.cache/dbsql-wire-test");

beforeAll(async () => {
  await build({
    entry: { program: path("child-program.ts") },
    outDir,
    format: "esm",
    platform: "node",
    dts: false,
    config: false,
    logLevel: "silent",
    fixedExtension: true,
  });
}, 120_000);

/** Runs the program to its own end and answers what it printed; one that does not end fails by the test's time limit. */
function run(
  url: string,
  mode: string,
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; errors: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`${outDir}/program.mjs`, url, mode], {
      env: { PATH: process.env.PATH, USER: "me", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let errors = "";
    child.stdout.on("data", (text: Buffer) => {
      out += text.toString();
    });
    child.stderr.on("data", (text: Buffer) => {
      errors += text.toString();
    });
    child.on("close", (code) => resolve({ code, out: out.trim(), errors }));
  });
}

describe("a process ends by itself", () => {
  it.each(["none", "drain", "leave", "forget"])("with a session left open: %s", async (mode) => {
    await using server = await FakeServer.start();
    expect(await run(`sc://127.0.0.1:${server.port}`, mode)).toEqual({ code: 0, out: "connected", errors: "" });
    if (mode === "drain" || mode === "leave") await until(() => server.count("ReleaseExecute") > 0, "the release");
  });

  it("when nothing listens", async () => {
    const { code, out } = await run("sc://127.0.0.1:1", "none");
    expect(code).toBe(0);
    expect(out).toContain("nothing listens there");
  });
});

describe("TLS", () => {
  const trusted = { NODE_EXTRA_CA_CERTS: path("fixtures/tls/authority.pem") };
  const server = (name: string, more: SecureServerOptions = {}): SecureServerOptions => ({
    key: pem(`${name}.key`),
    cert: pem(`${name}.pem`),
    ...more,
  });
  const old: SecureServerOptions = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" };

  it.each([
    ["a certificate of a known authority", server("good"), trusted, /^connected$/],
    ["a certificate of nobody", server("good"), {}, /certificate is not trusted/],
    [
      "nobody, with checks switched off in the environment",
      server("good"),
      { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
      /certificate is not trusted/,
    ],
    ["an expired certificate", server("expired"), trusted, /certificate/],
    ["a certificate of another host", server("other-host"), trusted, /certificate/],
    ["TLS 1.0", server("good", old), trusted, /^ConnectError: Cannot reach/],
  ])("%s", async (_name, options, env, expected) => {
    await using fake = await FakeServer.start({}, options);
    const { out } = await run(`sc://localhost:${fake.port}/;use_ssl=true;token=canary`, "none", env);
    expect(out).toMatch(expected);
    if (!out.startsWith("connected")) expect(fake.received).toEqual([]);
  });

  it("of an address: its certificate names the address, and no other will do", async () => {
    const address = { NODE_EXTRA_CA_CERTS: path("fixtures/tls/address.pem") };
    await using named = await FakeServer.start({}, server("address"));
    const { out, errors } = await run(`sc://127.0.0.1:${named.port}/;use_ssl=true;token=canary`, "none", address);
    expect(out).toMatch(/^connected$/);
    expect(errors).toBe("");
    await using other = await FakeServer.start({}, server("good"));
    const refused = await run(`sc://127.0.0.1:${other.port}/;use_ssl=true;token=canary`, "none", trusted);
    expect(refused.out).toMatch(/certificate/);
    expect(other.received).toEqual([]);
  });

  it("asked of a server that speaks none, and the other way round", async () => {
    await using plain = await FakeServer.start();
    expect((await run(`sc://localhost:${plain.port}/;use_ssl=true`, "none")).out).toMatch(
      /^ConnectError: Cannot reach/,
    );
    await using secure = await FakeServer.start({}, server("good"));
    expect((await run(`sc://localhost:${secure.port}`, "none")).out).toMatch(/^ConnectError: Cannot reach/);
  });
});
