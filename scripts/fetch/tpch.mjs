// Prints the 22 TPC-H queries as a JSON array of texts. They come out of the tests of Apache Spark, from Maven.
import { fetchJars } from "../generate/fetch.mjs";
import { artifacts } from "../generate/pins.mjs";
import { unzip } from "../generate/zip.mjs";

const [jar] = await fetchJars([artifacts.sqlTests]);
const files = unzip(jar, (name) => /^tpch\/q\d+\.sql$/.test(name));
const numbered = [...files].map(([name, text]) => ({ number: Number(/\d+/.exec(name)?.[0]), text: text.toString() }));
numbered.sort((a, b) => a.number - b.number);
process.stdout.write(JSON.stringify(numbered.map(({ text }) => text)));
