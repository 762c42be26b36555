import { EngineError } from "./failure.js";
import type { PythonEnvironment } from "./install-python.js";

export interface MavenArtifact {
  readonly groupId: string;
  readonly artifactId: string;
  readonly version: string;
}

export interface SparkRelease {
  readonly version: string;
  readonly artifacts: readonly MavenArtifact[];
  /** Loaded only when jars are checked: it is long. */
  readonly checksums: () => Promise<string>;
}

const spark = (version: string): MavenArtifact[] =>
  ["spark-connect_2.13", "spark-sql_2.13"].map((artifactId) => ({ groupId: "org.apache.spark", artifactId, version }));

/** The first is the default: the newest release on which Iceberg and Delta load. */
export const sparkReleases: readonly SparkRelease[] = [
  {
    version: "4.1.2",
    artifacts: [
      ...spark("4.1.2"),
      { groupId: "org.apache.iceberg", artifactId: "iceberg-spark-runtime-4.1_2.13", version: "1.11.0" },
      { groupId: "io.delta", artifactId: "delta-spark_4.1_2.13", version: "4.2.0" },
    ],
    checksums: async () => (await import("./checksums/spark-4.1.2.js")).jarChecksums,
  },
  {
    version: "4.2.0",
    artifacts: spark("4.2.0"),
    checksums: async () => (await import("./checksums/spark-4.2.0.js")).jarChecksums,
  },
];

export const sailVersion = "0.7.2";

/** Wheels of pysail by platform: Linux x64 and arm64, macOS x64 and arm64, Windows x64. It needs nothing else. */
export const sailRequirements = `pysail==${sailVersion} \\
    --hash=sha256:0c1557ece17e5e277c6f16fa54697e2546717f463add2b8e2f0d5e10a9d92012 \\
    --hash=sha256:51565ea3d840467f8a02bffa9e70f90688021822c0acd7749a2c2bb21c18e80c \\
    --hash=sha256:741f7f714d32fd16fbcddca31994b898b81eb123a00f43c4307076a416426c48 \\
    --hash=sha256:0b89b32c0f81b263c138291580ce0ae3a98607a173e1c16b16cbb9ca1d3fbe27 \\
    --hash=sha256:e32420e38a301888b4ec9166a39fecb64e39ded3b560817ea99c1d7f885812e4
`;

/** The environment that Sail runs in. */
export const sailPython = {
  name: `sail-${sailVersion}`,
  label: `Sail ${sailVersion}`,
  requirements: sailRequirements,
} as const satisfies PythonEnvironment;

export function findSparkRelease(version: string): SparkRelease {
  const release = sparkReleases.find((r) => r.version === version);
  if (release !== undefined) return release;
  const known = sparkReleases.map((r) => r.version).join(", ");
  throw new EngineError(
    `There is no Apache Spark ${version} to install; known are ${known}.`,
    `Use \`--version ${sparkReleases[0]!.version}\`, or set SPARK_HOME to an installation of Apache Spark ≥ 4.0.`,
  );
}
