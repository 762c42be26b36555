/**
 * @typedef {object} Artifact
 * @property {string} groupId
 * @property {string} artifactId
 * @property {string} version
 * @property {string} [classifier]
 * @property {string} sha256 of the jar, in hexadecimal; a file that differs is refused
 */

export const sparkVersion = "4.2.0";

/** The version of `maven-dependency-plugin` that copies the jars. */
export const copyPluginVersion = "3.8.1";

/** @satisfies {Record<string, Artifact>} */
export const artifacts = {
  /** Holds `spark/connect/*.proto`. */
  connect: {
    groupId: "org.apache.spark",
    artifactId: "spark-connect_2.13",
    version: sparkVersion,
    sha256: "a5ab11bed0ebb6bf8e005b3f238dfa97f6ca3cbe0161201d676accfc1bc9f04c",
  },
  /** Holds `SqlBaseLexer.interp`, `SqlBaseParser.interp` and the generated parser class as text. */
  sqlApiSources: {
    groupId: "org.apache.spark",
    artifactId: "spark-sql-api_2.13",
    version: sparkVersion,
    classifier: "sources",
    sha256: "ec4c4f59d2dd71385c5bd0a07b580a72dd2939cb655f3c1512719095e29ebea0",
  },
  /** Spark's own tests: holds its SQL tests, and the queries of TPC-H and TPC-DS in its dialect. Only tests fetch it. */
  sqlTests: {
    groupId: "org.apache.spark",
    artifactId: "spark-sql_2.13",
    version: sparkVersion,
    classifier: "tests",
    sha256: "810bef6fd568e1626aad7354a1161e9e5ac629fbc55ba0a9a4e3cec8c06376eb",
  },
};
