import { delimiter, join } from "node:path";
import type { SparkInstallation } from "./install-spark.js";

const openPackages = [
  "java.lang",
  "java.lang.invoke",
  "java.lang.reflect",
  "java.io",
  "java.net",
  "java.nio",
  "java.util",
  "java.util.concurrent",
  "java.util.concurrent.atomic",
  "jdk.internal.ref",
  "sun.nio.ch",
  "sun.nio.cs",
  "sun.security.action",
  "sun.util.calendar",
];

/** What Java 17 needs before Spark runs on it. */
export const jvmFlags: readonly string[] = [
  "--add-modules=jdk.incubator.vector",
  "-Djdk.reflect.useDirectMethodHandle=false",
  "-Dio.netty.tryReflectionSetAccessible=true",
  "-XX:+IgnoreUnrecognizedVMOptions",
  ...openPackages.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
];

export interface SparkLaunch {
  readonly installation: SparkInstallation;
  readonly directory: string;
  readonly port: number;
  readonly heap: string;
  /** Spark's master URL. */
  readonly master: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Arguments of `java` for a Connect server that only this machine can reach. */
export function sparkArguments({ installation, directory, port, heap, master, settings }: SparkLaunch): string[] {
  const all: Record<string, string> = {
    "spark.app.name": "dbsql engine",
    "spark.master": master,
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.connect.grpc.binding.port": String(port),
    "spark.local.dir": join(directory, "scratch"),
    "spark.sql.warehouse.dir": join(directory, "warehouse"),
    ...lakeSettings(installation, directory),
    ...settings,
  };
  return [
    `-Xmx${heap}`,
    ...jvmFlags,
    ...Object.entries(all).map(([key, value]) => `-D${key}=${value}`),
    "-cp",
    classPath(installation.home),
    "org.apache.spark.sql.connect.service.SparkConnectServer",
  ];
}

/** The folder `conf` holds logging and defaults in an installation of the user's own; where it is absent Java ignores it. */
export function classPath(home: string): string {
  return [join(home, "conf"), join(home, "jars", "*")].join(delimiter);
}

function lakeSettings({ hasIceberg, hasDelta }: SparkInstallation, directory: string): Record<string, string> {
  const extensions = [
    ...(hasDelta ? ["io.delta.sql.DeltaSparkSessionExtension"] : []),
    ...(hasIceberg ? ["org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"] : []),
  ];
  return {
    ...(extensions.length > 0 && { "spark.sql.extensions": extensions.join(",") }),
    ...(hasDelta && { "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog" }),
    ...(hasIceberg && {
      "spark.sql.catalog.main": "org.apache.iceberg.spark.SparkCatalog",
      "spark.sql.catalog.main.type": "hadoop",
      "spark.sql.catalog.main.warehouse": join(directory, "iceberg"),
    }),
  };
}
